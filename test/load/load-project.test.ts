import { describe, expect, it } from 'vitest'
import { loadFiles, projectOf, remarksOn } from './loading.ts'

describe('profiles and selection', () => {
  const files = {
    'compose.yaml': `
services:
  web: { image: x, depends_on: { db: { condition: service_started }, debug: { condition: service_started, required: false } } }
  db: { image: x, volumes: ["data:/data"] }
  debug: { image: x, profiles: [debug], networks: [tools] }
  trace: { image: x, profiles: [debug, trace] }
volumes: { data: , unused: }
networks: { tools: }
`,
  }

  it.each([
    ['without profiles, what has none', {}, ['web', 'db']],
    ['with a profile, its services too', { profiles: ['trace'] }, ['web', 'db', 'trace']],
    [
      'with COMPOSE_PROFILES',
      { environment: { COMPOSE_PROFILES: ' debug , other' } },
      ['web', 'db', 'debug', 'trace'],
    ],
    ['with every profile', { profiles: ['*'] }, ['web', 'db', 'debug', 'trace']],
    ['named, with its dependencies', { services: ['web'] }, ['web', 'db']],
    ['named, although its profile is off', { services: ['trace'] }, ['trace']],
  ])('enables %s', async (_, request, names) => {
    expect(Object.keys((await projectOf(files, request)).services)).toEqual(names)
  })

  it('has a profile without a name on while none is asked for', async () => {
    const optional = {
      'compose.yaml': 'services: { web: { image: x }, debug: { image: y, profiles: ["${P:-}"] } }\n',
    }
    const enabled = async (request: Parameters<typeof projectOf>[1]) =>
      Object.keys((await projectOf(optional, request)).services)
    expect(await enabled({})).toEqual(['web', 'debug'])
    expect(await enabled({ profiles: ['other'] })).toEqual(['web'])
    expect(await enabled({ environment: { COMPOSE_PROFILES: 'other' } })).toEqual(['web'])
  })

  it('keeps what is off apart', async () => {
    expect(Object.keys((await projectOf(files)).disabledServices)).toEqual(['debug', 'trace'])
  })

  it('takes optional dependencies that are off out of a selection', async () => {
    const { services } = await projectOf(files, { services: ['web'] })
    expect(Object.keys(services['web']?.depends_on ?? {})).toEqual(['db'])
  })

  it('drops resources nobody uses, unless all are asked for', async () => {
    const some = await projectOf(files)
    const all = await projectOf(files, { options: { allResources: true } })
    expect([Object.keys(some.volumes), Object.keys(some.networks)]).toEqual([['data'], ['default']])
    expect([Object.keys(all.volumes), Object.keys(all.networks)]).toEqual([
      ['data', 'unused'],
      ['tools', 'default'],
    ])
  })

  it('refuses names of services that are not there', async () => {
    expect(await remarksOn(files, { services: ['wbe'] })).toEqual(['CMP208 no such service: wbe'])
  })

  it('refuses a required dependency that is off', async () => {
    const text = 'services:\n  web: { image: x, depends_on: [db] }\n  db: { image: x, profiles: [p] }\n'
    expect(await remarksOn({ 'compose.yaml': text })).toEqual([
      'CMP209 compose.yaml:2:33 service "web" depends on service "db", which is disabled by its profiles',
    ])
  })
})

describe('a service that is named', () => {
  const text = `services:
  a: { image: x, profiles: [p], depends_on: { b: { condition: service_started, required: false } } }
  b: { image: x, profiles: [q] }
  c: { image: x, profiles: [p], depends_on: [b] }
`

  it('does not need what only others of its profile need', async () => {
    const { services } = await projectOf({ 'compose.yaml': text }, { services: ['a'] })
    expect(Object.keys(services)).toEqual(['a'])
  })

  it('needs what it requires itself', async () => {
    expect(await remarksOn({ 'compose.yaml': text }, { services: ['c'] })).toEqual([
      'CMP209 compose.yaml:4:46 service "c" depends on service "b", which is disabled by its profiles',
    ])
  })
})

describe('env files of services', () => {
  it('come below the environment, later ones first', async () => {
    const { services } = await projectOf(
      {
        'compose.yaml':
          'services: { web: { image: x, environment: { A: own, N: }, env_file: [one.env, two.env] } }\n',
        'one.env': 'A=1\nB=1\nC=$B\nN=5\nHOME\n',
        'two.env': 'B=2\nD=${A}\n',
      },
      { environment: { HOME: '/home/me' } },
    )
    expect(services['web']?.environment).toEqual({
      A: 'own',
      B: '2',
      C: '1',
      D: 'own',
      N: null,
      HOME: '/home/me',
    })
    expect(services['web']?.env_file).toBeUndefined()
  })

  it('are taken literally when raw', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { image: x, env_file: [{ path: e, format: raw }] } }\n',
      e: 'A="$HOME" # no comment\n',
    })
    expect(services['web']?.environment).toEqual({ A: '"$HOME" # no comment' })
  })

  it('take variables from their own keys above, then from the files before', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { image: x, env_file: [one.env, two.env] } }\n',
      'one.env': 'A=one\nONLY=here\n',
      'two.env': 'A=two\nB=$A $ONLY\n',
    })
    expect(services['web']?.environment).toEqual({ A: 'two', B: 'two here', ONLY: 'here' })
  })

  it('may be missing when they are not required', async () => {
    const text = 'services: { web: { image: x, env_file: [{ path: e, required: false }] } }\n'
    expect(await remarksOn({ 'compose.yaml': text })).toEqual([])
  })

  it('are only read for services that are selected', async () => {
    const text = 'services: { web: { image: x }, other: { image: x, env_file: nope.env } }\n'
    expect(await remarksOn({ 'compose.yaml': text }, { services: ['web'] })).toEqual([])
    expect(await remarksOn({ 'compose.yaml': text })).toEqual([
      'CMP201 compose.yaml:1:61 env file "/proj/app/nope.env" not found',
    ])
  })

  it('have their lines as origins', async () => {
    const result = await loadFiles({
      'compose.yaml': 'services: { web: { image: x, env_file: e } }\n',
      e: 'A=1\n',
    })
    expect(result.ok && result.origins.of(['services', 'web', 'environment', 'A'])?.span).toEqual({
      file: '/proj/app/e',
      start: 2,
      end: 3,
    })
  })

  it('give labels from label files', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { image: x, labels: { A: own }, label_file: l } }\n',
      l: 'A=1\nB=2\n',
    })
    expect(services['web']?.labels).toEqual({ A: 'own', B: '2' })
  })

  it('give labels that see no variables but those above them', async () => {
    const { services } = await projectOf(
      {
        'compose.yaml': 'services: { web: { image: x, label_file: l } }\n',
        l: 'A=1\nB=$A$V\nV\n',
      },
      { environment: { V: 'shell' } },
    )
    expect(services['web']?.labels).toEqual({ A: '1', B: '1' })
  })
})

describe('mistakes', () => {
  it('are all reported in one run, each at its place', async () => {
    const remarks = await remarksOn({
      'compose.yaml': `services:
  web:
    image: \${IMAGE?}
    prts: ["80:80"]
    networks: [front]
    ports: ["80:x"]
    tty: maybe
  db:
    image: x
    depends_on: [cache]
    volumes: ["data:/d"]
`,
    })
    expect(remarks).toEqual([
      'CMP114 compose.yaml:3:12 the required variable "IMAGE" is missing a value',
      'CMP107 compose.yaml:4:5 unknown field "prts" in "services.web"',
      'CMP204 compose.yaml:5:16 service "web" refers to the undefined network "front"',
      'CMP108 compose.yaml:6:13 the port "80:x" has the invalid container port "x"',
      'CMP116 compose.yaml:7:10 "maybe" is not true or false, which "services.web.tty" needs',
      'CMP204 compose.yaml:10:18 service "db" depends on the undefined service "cache"',
      'CMP204 compose.yaml:11:15 service "db" refers to the undefined volume "data"',
    ])
  })

  it('are at their place in the file that has them', async () => {
    const remarks = await remarksOn({
      'compose.yaml': 'services: { web: { image: x } }\n',
      'compose.override.yaml': 'services: { web: { image: [y] } }\n',
    })
    expect(remarks).toEqual([
      'CMP108 compose.override.yaml:1:27 "services.web.image" must be text, but is a list',
    ])
  })

  it('are said once when a wrong value cannot be merged either', async () => {
    const remarks = await remarksOn({
      'compose.yaml': 'services: { web: { image: x, labels: { a: b } } }\nx-note: [a]\n',
      'compose.override.yaml': 'services: { web: { labels: 5 } }\nx-note: { a: b }\n',
    })
    expect(remarks).toEqual([
      'CMP108 compose.override.yaml:1:28 "services.web.labels" must be a mapping or a list, but is a whole number',
      'CMP119 compose.override.yaml:2:9 a mapping cannot be merged onto a list',
    ])
  })

  it('are reported in every service, but not what only follows from them', async () => {
    const text = `services:
  a: { prts: [] }
  b: { tty: true }
  c: { image: x, mem_limit: 1g, deploy: { resources: { limits: { memory: 2g } } } }
  d: { image: x, mem_limit: 1g, deploy: { resources: { limits: { memory: [2g] } } } }
  e: { extends: nothing }
  f: { image: "\${F?}" }
  g: { image: x, volumes: [{ type: bind, source: [a], target: /x }, { type: bind, target: /y }] }
  h: { image: x, env_file: [{ path: nope.env, requird: false }] }
`
    expect(
      await remarksOn({ 'compose.yaml': text, 'compose.override.yaml': 'services: { a: { tty: true } }' }),
    ).toEqual([
      'CMP107 compose.yaml:2:8 unknown field "prts" in "services.a"',
      'CMP203 compose.yaml:3:3 service "b" has neither an image nor a build section',
      'CMP207 compose.yaml:4:29 "mem_limit" of service "c" is 1g, but deploy.resources.limits.memory is 2g',
      'CMP108 compose.yaml:5:74 "services.d.deploy.resources.limits.memory" must be text, but is a list',
      'CMP120 compose.yaml:6:17 cannot extend "nothing": this file has no such service',
      'CMP114 compose.yaml:7:16 the required variable "F" is missing a value',
      'CMP108 compose.yaml:8:50 "services.g.volumes[0].source" must be text, but is a list',
      'CMP110 compose.yaml:8:69 a bind mount has no source',
      'CMP107 compose.yaml:9:47 unknown field "requird" in "services.h.env_file[0]"',
    ])
  })

  it('are not guessed at after a syntax error', async () => {
    const remarks = await remarksOn({ 'compose.yaml': 'services:\n  web: { image: x, depends_on: [db }\n' })
    expect(remarks).toHaveLength(1)
  })

  it('are warnings where nothing breaks', async () => {
    const text = 'version: "3"\nservices: { web: { image: "x:${TAG}" } }\n'
    expect(await remarksOn({ 'compose.yaml': text })).toEqual([
      'CMP118 compose.yaml:1:1 "version" has no effect any more',
      expect.stringMatching(/^CMP115 compose\.yaml:2:30 .*"TAG"/),
    ])
  })
})

describe('a project', () => {
  it('has no entries of lists that are reset', async () => {
    const { services } = await projectOf({
      'compose.yaml': 'services: { web: { image: x, volumes: [/a, !reset /b], environment: { A: 1 } } }\n',
      'compose.override.yaml':
        'services: { web: { volumes: [!reset /c, /d], environment: [!reset B=2, C=3] } }\n',
    })
    expect(services['web']?.volumes?.map(({ target }) => target)).toEqual(['/a', '/d'])
    expect(services['web']?.environment).toEqual({ A: '1', C: '3' })
  })

  it('has the value that a later document or file gave', async () => {
    const { services } = await projectOf({
      'compose.yaml':
        'services: { web: { image: one, ports: ["80:80"] } }\n---\nservices: { web: { image: two } }\n',
      'compose.override.yaml': 'services: { web: { ports: !reset [] } }\n',
    })
    expect(services['web']?.image).toBe('two')
    expect(services['web']?.ports).toBeUndefined()
  })

  it('resolves names without a value from the environment', async () => {
    const { services } = await projectOf(
      { 'compose.yaml': 'services: { web: { environment: [A, B], build: { args: [A, B] } } }\n' },
      { environment: { A: 'a' } },
    )
    expect([services['web']?.environment, services['web']?.build?.args]).toEqual([
      { A: 'a', B: null },
      { A: 'a' },
    ])
  })
})
