import { describe, expect, it } from 'vitest'
import type { FlagSpec } from '../../src/cli/flag-spec.ts'
import { valuesOf } from '../../src/cli/flag-spec.ts'
import type { Invocation } from '../../src/cli/command-spec.ts'
import { commands } from '../../src/cli/commands.ts'
import { configRequest, loadOptions } from '../../src/cli/commands/config.ts'
import { createRequest } from '../../src/cli/commands/create.ts'
import { downRequest } from '../../src/cli/commands/down.ts'
import { logsRequest } from '../../src/cli/commands/logs.ts'
import { listRequest } from '../../src/cli/commands/ps.ts'
import { publishRequest } from '../../src/cli/commands/publish.ts'
import { pullRequest } from '../../src/cli/commands/pull.ts'
import { pushRequest } from '../../src/cli/commands/push.ts'
import { scaleRequest } from '../../src/cli/commands/scale.ts'
import { loadRequestOf } from '../../src/cli/environment.ts'
import { configFlags } from '../../src/cli/flags/config.ts'
import { createFlags, scaleFlags } from '../../src/cli/flags/create.ts'
import { downFlags } from '../../src/cli/flags/down.ts'
import { globalFlags } from '../../src/cli/flags/global.ts'
import { logsFlags } from '../../src/cli/flags/logs.ts'
import { psFlags } from '../../src/cli/flags/ps.ts'
import { publishFlags } from '../../src/cli/flags/publish.ts'
import { pullFlags } from '../../src/cli/flags/pull.ts'
import { pushFlags } from '../../src/cli/flags/push.ts'
import { upFlags } from '../../src/cli/flags/up.ts'
import { normaliseArguments } from '../../src/cli/normalise-arguments.ts'
import { parseLine } from '../../src/cli/parse.ts'
import { upRequest } from '../../src/cli/up-request.ts'
import { quietShell } from '../support/fake-shell.ts'

/** What a command line says, as its command gets it. */
function invocation<const F extends readonly FlagSpec[]>(flags: F, line: string): Invocation<F> {
  const words = line === '' ? [] : line.split(' ')
  const parsed = parseLine(normaliseArguments(words, globalFlags, commands), commands)
  if (parsed.kind === 'help') throw new Error('help')
  return { globals: parsed.globals, flags: valuesOf(flags, parsed.given), names: parsed.names }
}

function context(environment: Readonly<Record<string, string>> = {}) {
  return { loadRequest: loadRequestOf(invocation(upFlags, 'up').globals, quietShell), environment }
}

function upOf(line: string, environment: Readonly<Record<string, string>> = {}) {
  const { load: _, ...request } = upRequest(invocation(upFlags, line), context(environment))
  return request
}

const plainUp = upOf('up')

describe('the request of up', () => {
  it('has a value for everything', () => {
    expect(plainUp).toEqual({
      services: [],
      detach: false,
      wait: false,
      recreate: 'diverged',
      recreateDependencies: false,
      noDeps: false,
      noStart: false,
      removeOrphans: false,
      ignoreOrphans: false,
      renewAnonymousVolumes: false,
      scale: {},
      quietPull: false,
      dryRun: false,
      attach: [],
      noAttach: [],
      attachDependencies: false,
    })
  })

  it.each([
    ['up -d', { detach: true }],
    ['up --detach=true web db', { detach: true, services: ['web', 'db'] }],
    ['up -d --detach=false', {}],
    ['up web -d', { detach: true, services: ['web'] }],
    ['up -dV', { detach: true, renewAnonymousVolumes: true }],
    ['up --wait --wait-timeout 30', { wait: true, detach: true, waitTimeoutSeconds: 30 }],
    ['up -t5', { timeoutSeconds: 5 }],
    ['up -t=5', { timeoutSeconds: 5 }],
    ['up --timeout=5', { timeoutSeconds: 5 }],
    ['up --force-recreate --always-recreate-deps', { recreate: 'force', recreateDependencies: true }],
    ['up --no-recreate --no-deps --no-start', { recreate: 'never', noDeps: true, noStart: true }],
    ['up --scale web=3 --scale db=0', { scale: { web: 3, db: 0 } }],
    ['up --pull always --quiet-pull', { pull: 'always', quietPull: true }],
    ['up --pull if_not_present', { pull: 'missing' }],
    ['up --pull policy', {}],
    ['up --attach web --attach db --no-attach job', { attach: ['web', 'db'], noAttach: ['job'] }],
    ['up --exit-code-from web', { abortOn: 'exit', exitCodeFrom: 'web' }],
    ['up --exit-code-from web --abort-on-container-failure', { abortOn: 'failure', exitCodeFrom: 'web' }],
    ['--dry-run up', { dryRun: true }],
    ['up --dry-run', { dryRun: true }],
    ['up -- -d', { services: ['-d'] }],
  ])('follows "%s"', (line, changes) => {
    expect(upOf(line)).toEqual({ ...plainUp, ...changes })
  })

  it('takes defaults from variables', () => {
    expect(upOf('up', { COMPOSE_REMOVE_ORPHANS: 'true' }).removeOrphans).toBe(true)
    expect(upOf('up', { COMPOSE_IGNORE_ORPHANS: '1' }).ignoreOrphans).toBe(true)
  })
})

describe('the load request', () => {
  it('carries what the flags before the command say', () => {
    const { globals } = invocation(
      logsFlags,
      '-f a.yaml --file b.yaml -p shop --project-directory dir --env-file x.env --profile dev logs -f web',
    )
    expect(loadRequestOf(globals, quietShell)).toEqual({
      files: ['a.yaml', 'b.yaml'],
      currentDirectory: '/project',
      projectDirectory: 'dir',
      projectName: 'shop',
      profiles: ['dev'],
      envFiles: ['x.env'],
      environment: {},
      options: {},
    })
  })
})

describe('the request of down', () => {
  it('follows its flags', () => {
    const { load: _, ...request } = downRequest(
      invocation(downFlags, 'down -v --remove-orphans -t 3 web'),
      context(),
    )
    expect(request).toEqual({
      services: ['web'],
      volumes: true,
      removeOrphans: true,
      timeoutSeconds: 3,
      dryRun: false,
    })
  })
})

describe('the request of logs', () => {
  it('follows its flags', () => {
    const line = 'logs -f -n 10 --since 5m --until 1m -t --index 2 web'
    const { load: _, ...request } = logsRequest(invocation(logsFlags, line), context())
    expect(request).toEqual({
      services: ['web'],
      follow: true,
      tail: 10,
      since: '5m',
      until: '1m',
      timestamps: true,
      index: 2,
    })
  })

  it('takes --index 0 for no container in particular', () => {
    expect(logsRequest(invocation(logsFlags, 'logs --index 0 web db'), context())).not.toHaveProperty('index')
  })

  it('shows everything with --tail all', () => {
    expect(logsRequest(invocation(logsFlags, 'logs --tail all'), context()).tail).toBeUndefined()
  })
})

describe('the request of ps', () => {
  it('follows its flags', () => {
    const line = 'ps -a --status exited --filter status=dead --orphans=false web'
    const { load: _, ...request } = listRequest(invocation(psFlags, line), context())
    expect(request).toEqual({ services: ['web'], all: true, statuses: ['exited', 'dead'], orphans: false })
  })

  it('includes orphans unless told otherwise', () => {
    expect(listRequest(invocation(psFlags, 'ps'), context()).orphans).toBe(true)
  })
})

describe('the request of config', () => {
  it.each([
    ['config', { show: 'project', format: 'yaml' }],
    ['config --format json', { show: 'project', format: 'json' }],
    ['config --services', { show: 'services' }],
    ['config --images', { show: 'images' }],
    ['config --hash *', { show: 'hash', services: '*' }],
    ['config --variables', { show: 'variables', format: 'table' }],
    ['config --environment', { show: 'environment' }],
  ])('follows "%s"', (line, view) => {
    expect(configRequest(invocation(configFlags, line), context()).view).toEqual(view)
  })

  it('adds nothing in the older form', () => {
    const { load } = configRequest(invocation(configFlags, '--compatibility config'), context())
    expect(load.options).toMatchObject({ normalize: false })
  })

  it('is normalised when only COMPOSE_COMPATIBILITY asks for the older form', () => {
    const { loadRequest } = context()
    const older = { ...loadRequest, options: { compatibility: true } }
    const { load } = configRequest(invocation(configFlags, 'config'), { loadRequest: older })
    expect(load.options).toEqual({ compatibility: true })
  })

  it('leaves out the phases it is told to', () => {
    const { flags } = invocation(
      configFlags,
      'config --no-interpolate --no-path-resolution --no-env-resolution',
    )
    expect(loadOptions(flags)).toEqual({ interpolate: false, resolvePaths: false, resolveEnvFiles: false })
  })
})

describe('the request of create', () => {
  const createOf = (line: string) => createRequest(invocation(createFlags, line), context())

  it('is that of up without starting', () => {
    expect(createOf('create --scale web=2 --force-recreate web')).toMatchObject({
      services: ['web'],
      scale: { web: 2 },
      recreate: 'force',
      noStart: true,
    })
    expect(createOf('create --pull build --build')).toMatchObject({ pull: 'build', build: 'always' })
    expect(createOf('create --pull if_not_present')).toMatchObject({ pull: 'missing' })
  })

  it.each(['create --force-recreate --no-recreate', 'create --build --no-build'])('refuses "%s"', (line) => {
    expect(() => createOf(line)).toThrow('cannot be combined')
  })
})

describe('the request of scale', () => {
  const scaleOf = (line: string) => scaleRequest(invocation(scaleFlags, line), context())

  it('is that of up for the services named', () => {
    expect(scaleOf('scale --no-deps web=3 db=1')).toMatchObject({
      services: ['web', 'db'],
      scale: { web: 3, db: 1 },
      noDeps: true,
      noStart: false,
    })
  })

  it.each(['scale web', 'scale web=x', 'scale web=-1', 'scale'])('refuses "%s"', (line) => {
    expect(() => scaleOf(line)).toThrow(/scale/)
  })
})

describe('the request of pull', () => {
  it('says what to leave out', () => {
    const line = 'pull --policy missing --include-deps --ignore-buildable --ignore-pull-failures web'
    const { load: _, ...request } = pullRequest(invocation(pullFlags, line), context())
    expect(request).toEqual({
      services: ['web'],
      policy: 'missing',
      includeDependencies: true,
      ignoreBuildable: true,
      ignoreFailures: true,
      dryRun: false,
    })
  })
})

describe('the request of push', () => {
  it('says what goes along, and what may fail', () => {
    const line = 'push --include-deps --ignore-push-failures -q web'
    const { load: _, ...request } = pushRequest(invocation(pushFlags, line), context())
    expect(request).toEqual({
      services: ['web'],
      includeDependencies: true,
      ignoreFailures: true,
      dryRun: false,
    })
  })
})

describe('the request of publish', () => {
  it('says where to and what goes along', () => {
    const line =
      'publish --app --with-env --resolve-image-digests --oci-version 1.0 -y registry.example/app:1'
    const { load: _, ...request } = publishRequest(invocation(publishFlags, line), context())
    expect(request).toEqual({
      reference: 'registry.example/app:1',
      resolveDigests: true,
      ociVersion: '1.0',
      withEnvironment: true,
      withImages: true,
      dryRun: false,
    })
  })

  it.each(['publish', 'publish a b'])('refuses "%s"', (line) => {
    expect(() => publishRequest(invocation(publishFlags, line), context())).toThrow(
      'publish needs one name of a repository',
    )
  })
})

describe('normaliseArguments', () => {
  it('withdraws a switch of a command, and no flag of the program with the same letter', () => {
    const words = ['-p', 'shop', 'commit', '-p', '--pause=false', 'web']
    expect(normaliseArguments(words, globalFlags, commands)).toEqual([
      '-p',
      'shop',
      'commit',
      '--no-pause',
      'web',
    ])
  })
})
