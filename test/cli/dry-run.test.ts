import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { compose } from '../support/fake-shell.ts'
import { WireDaemon } from '../support/wire-daemon.ts'

const before = `
name: shop
services:
  web: { image: nginx, depends_on: [db], volumes: [data:/data, /anonymous] }
  db: { image: postgres:16, environment: { LEVEL: info } }
  gone: { image: busybox }
volumes: { data: {} }
`

const after = `
name: shop
services:
  web: { image: nginx, depends_on: [db], volumes: [data:/data, /anonymous], scale: 2 }
  db: { image: postgres:16, environment: { LEVEL: debug }, networks: [more] }
  built: { image: registry.invalid/built, build: ., pull_policy: build }
volumes: { data: { labels: { a: b } } }
networks: { more: {} }
`

interface DryRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Of the command, in order. */
  readonly requests: readonly string[]
}

/** On an engine where the project runs, after its file has changed. */
async function onWire(args: readonly string[]): Promise<DryRun> {
  const engine = new FakeEngine(['busybox', 'nginx', 'postgres:16'])
  await using daemon = await WireDaemon.start(engine)
  const environment = { DOCKER_HOST: `unix://${daemon.path}` }
  const started = await compose(['up', '-d'], { files: { 'compose.yaml': before }, environment })
  expect(started).toMatchObject({ code: 0 })
  await engine.containers.stop('shop-db-1', 0, new AbortController().signal)
  const first = daemon.requests.length
  const files = { 'compose.yaml': after, Dockerfile: 'FROM busybox\n' }
  const run = await compose(args, { files, environment })
  return { ...run, requests: daemon.requests.slice(first) }
}

function changing(requests: readonly string[]): readonly string[] {
  return requests.filter((request) => !/^(?:GET|HEAD) /u.test(request))
}

/** Every command that changes something, with flags that have it do so in every way it can. */
const dryRuns: readonly (readonly string[])[] = [
  ['up', '--remove-orphans', '-y'],
  ['up', '-d', '--build', '--pull', 'always', '--wait'],
  ['up', '-d', '--force-recreate', '--confirm'],
  ['create', '--build'],
  ['start', 'db'],
  ['stop', '-t', '0'],
  ['restart'],
  ['kill', '-s', 'SIGTERM', '--remove-orphans'],
  ['rm', '-s', '-v'],
  ['rm', '-f', '-s', '-v'],
  ['pause'],
  ['unpause'],
  ['scale', 'web=3'],
  ['build', '--no-cache'],
  ['build', '--push'],
  ['pull', '--policy', 'always'],
  ['push'],
  ['publish', 'registry.invalid/shop', '-y'],
  ['down', '-v', '--rmi', 'all', '--remove-orphans'],
  ['run', '--rm', 'web', 'true'],
  ['run', '-d', '--build', 'db'],
  ['exec', 'web', 'true'],
  ['attach', 'web'],
  ['commit', 'web', 'shop-image'],
]

/** What a plan can be made of; the others tell what they would do in their own words. */
const withPlan = ['up', 'create', 'stop', 'restart', 'kill', 'rm', 'pause', 'scale', 'pull', 'push', 'down']

/** They read, or change nothing on an engine. */
const looking = [
  'ps',
  'logs',
  'top',
  'stats',
  'events',
  'port',
  'images',
  'volumes',
  'ls',
  'export',
  // The wire has no archives; test/scenarios/copy.test.ts has its dry run.
  'cp',
  // With --down-project it is a down, of which see above.
  'wait',
  'plan',
  'why',
  'doctor',
  'config',
  'env',
  'viz',
  'generate',
  'explain',
  'completion',
  'version',
]

describe('--dry-run', { timeout: 30_000 }, () => {
  it.each(dryRuns.map((args) => [args.join(' '), args] as const))(
    'of "%s" sends nothing but GET and HEAD',
    async (_, args) => {
      const { code, stderr, requests } = await onWire(['--dry-run', ...args])
      expect({ code, changing: changing(requests) }).toEqual({ code: 0, changing: [] })
      expect(stderr).toMatch(/^ DRY-RUN MODE - /mu)
    },
  )

  it.each(dryRuns.filter(([name = '']) => withPlan.includes(name)).map((args) => [args.join(' '), args]))(
    'of "%s" shows its plan, and marks its steps',
    async (_, args) => {
      const { stdout, stderr } = await onWire([...args, '--dry-run'])
      expect(stdout).toMatch(/^(?:Plan: .*|Nothing to do.*)$/mu)
      expect(stderr.split('\n').filter((line) => / (?:Container|Network|Volume) shop/u.test(line))).toSatisfy(
        (lines: readonly string[]) => lines.every((line) => line.startsWith(' DRY-RUN MODE -  ')),
      )
    },
  )

  it('is known of every command', () => {
    const known = [...looking, 'apply', ...dryRuns.map(([name]) => name)]
    expect(commands.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('plan', { timeout: 30_000 }, () => {
  it.each([
    [[]],
    [['--json']],
    [['--show-values']],
    [['-o', 'plan.json']],
    [['--build', '--pull', 'always']],
  ])('with %j sends nothing but GET and HEAD', async (flags) => {
    const { code, requests } = await onWire(['plan', ...flags])
    expect({ code, changing: changing(requests) }).toEqual({ code: 0, changing: [] })
  })
})
