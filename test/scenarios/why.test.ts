import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { why } from '../../src/app/why.ts'
import type { Machine, PortListener } from '../../src/events/machine.ts'
import { formatWhyJson } from '../../src/render/why-json.ts'
import { formatWhy } from '../../src/render/why-text.ts'
import { projectDirectory } from '../support/scenario.ts'
import { LifeScenario } from '../support/life.ts'

const schema: object = JSON.parse(
  readFileSync(new URL('../../schemas/why.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ allErrors: true }).compile(schema)

/** What is said of the project as it is, a line for each finding; the same as JSON keeps to its schema. */
async function findings(
  scenario: LifeScenario,
  services: readonly string[] = [],
  listeners: readonly PortListener[] = [],
): Promise<readonly string[]> {
  const machine: Machine = {
    kindOf: () => Promise.resolve(undefined),
    spaceOf: () => Promise.resolve(undefined),
    listenersOn: () => Promise.resolve(listeners),
  }
  const surroundings = { ...scenario.surroundings, machine: () => Promise.resolve(machine) }
  const result = await why(surroundings, { load: scenario.load(), services })
  if (result.ending !== undefined) return [result.ending.kind]
  const view = { ...result, baseDirectory: projectDirectory }
  const json: unknown = JSON.parse(formatWhyJson(view))
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true)
  const text = formatWhy({ ...view, color: false })
  return text
    .split('\n')
    .filter((line) => /^(?:error|warning|Nothing)/u.test(line))
    .map((line) => line.replace(/^(?:error|warning) /u, ''))
}

const shop = `services:
  web: { image: nginx, ports: ["8080:80"], depends_on: { db: { condition: service_healthy } } }
  db:
    image: postgres:16
    healthcheck: { test: pg_isready }
    environment: { LOG: info }
`

async function running(yaml = shop, prepare: (scenario: LifeScenario) => void = () => undefined) {
  const scenario = new LifeScenario(yaml)
  prepare(scenario)
  await scenario.up()
  return scenario
}

describe('why', () => {
  it('finds nothing where everything is as the files say', async () => {
    expect(await findings(await running())).toEqual(['Nothing is wrong: all 2 services are as the files say'])
  })

  it('only reads', async () => {
    const scenario = await running()
    scenario.engine.exit('shop-web-1', 3)
    scenario.engine.forgetRequests()
    await findings(scenario)
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('says once that a project was never started', async () => {
    expect(await findings(new LifeScenario(shop))).toEqual([
      'CMP430: 2 services have no container: "db", "web"',
    ])
  })

  it('tells an image that is not there from a service that was not made', async () => {
    const yaml = 'services: { web: { image: nothing:1 }, job: { image: other:1, build: . } }'
    expect(await findings(new LifeScenario(yaml))).toEqual([
      'CMP403: service "web" has no container, and its image "nothing:1" is not on the engine',
      'CMP403: service "job" has no container, and its image "other:1" is not on the engine',
    ])
  })

  it('says which dependency a service waits for', async () => {
    const scenario = await running(shop, ({ engine }) => engine.behave('db', { health: 'unhealthy' }))
    expect(await findings(scenario)).toEqual([
      'CMP408: container shop-db-1 runs, but its health check fails',
      'CMP428: service "web" waits for "db" to be healthy',
    ])
  })

  it('looks at what a named service depends on, too, and at nothing else', async () => {
    const scenario = await running(shop, ({ engine }) => engine.behave('db', { health: 'unhealthy' }))
    expect(await findings(scenario, ['db'])).toHaveLength(1)
    expect(await findings(scenario, ['web'])).toHaveLength(2)
  })

  it('refuses a service that the files do not have', async () => {
    expect(await findings(await running(), ['wbe'])).toEqual(['failed'])
  })

  it.each([
    [3, 'CMP407: container shop-web-1 exited (3) after 0.0 s'],
    [
      126,
      'CMP407: container shop-web-1 exited (126) after 0.0 s: the command was found but cannot be executed',
    ],
    [127, 'CMP407: container shop-web-1 exited (127) after 0.0 s: the command was not found in the image'],
    [137, 'CMP407: container shop-web-1 exited (137) after 0.0 s: it was killed (SIGKILL)'],
    [139, 'CMP407: container shop-web-1 exited (139) after 0.0 s: it crashed (SIGSEGV)'],
    [0, 'CMP415: container shop-web-1 is stopped (exit code 0)'],
  ])('says what exit code %d means', async (code, expected) => {
    const scenario = await running()
    scenario.engine.exit('shop-web-1', code)
    expect(await findings(scenario)).toEqual([expected])
  })

  it('tells a kill after an ignored stop signal from another', async () => {
    const scenario = await running(shop.replace('image: nginx,', 'image: nginx, stop_grace_period: 1s,'))
    scenario.engine.behave('web', { ignoresStop: true })
    const over = new AbortController()
    const stopping = scenario.stop({ services: ['web'] }).finally(() => over.abort())
    while (!over.signal.aborted) {
      await new Promise((resolve) => setImmediate(resolve))
      await scenario.engine.clock.advance(500)
    }
    await stopping
    expect(await findings(scenario)).toEqual([
      'CMP407: container shop-web-1 exited (137) after 1.0 s: it ignored its stop signal and was killed (SIGKILL)',
    ])
  })

  it('takes a job that has ended with success as it is', async () => {
    const yaml = 'services: { job: { image: busybox } }'
    const scenario = await running(yaml, ({ engine }) => engine.behave('job', { exits: 0 }))
    expect(await findings(scenario)).toEqual(['Nothing is wrong: service job is as the files say'])
  })

  it('calls a container that is restarted again and again what it is', async () => {
    const yaml = 'services: { web: { image: nginx, restart: always } }'
    const scenario = await running(yaml, ({ engine }) => engine.behave('web', { exits: 3 }))
    for (let step = 0; step < 35; step += 1) {
      await scenario.engine.clock.advance(10)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await findings(scenario))[0]).toMatch(
      /^CMP427: container shop-web-1 ends again and again \(restarted \w+( times)?, exit code 3\)/u,
    )
  })

  it('says that a container is paused', async () => {
    const scenario = await running()
    await scenario.pause('pause', ['db'])
    expect((await findings(scenario, ['db']))[0]).toBe('CMP415: container shop-db-1 is paused')
  })

  it('names the fields that changed in the files and were not applied', async () => {
    const scenario = await running()
    scenario.edit(shop.replace('LOG: info', 'LOG: debug'))
    expect(await findings(scenario)).toEqual([
      'CMP429: service "db" runs as it was before: environment.LOG changed in the files (compose.yaml:6:25). "compose up" applies it; "compose plan" shows all that it would do',
    ])
  })

  it('finds nothing changed where variables are those of an env file', async () => {
    const scenario = new LifeScenario('services: { web: { image: nginx, env_file: [web.env] } }')
    scenario.files[`${projectDirectory}/web.env`] = 'LOG=info\n'
    await scenario.up()
    expect(await findings(scenario)).toEqual(['Nothing is wrong: service web is as the files say'])
  })

  it('names the container and the project that hold a port', async () => {
    const other = new LifeScenario(`name: other\n${shop}`)
    await other.up()
    const scenario = new LifeScenario(shop, other.engine)
    expect((await findings(scenario))[1]).toBe(
      'CMP404: port 8080 of service "web" is taken by container other-web-1 of project "other"',
    )
  })

  it('names the process that holds a port', async () => {
    const listener = {
      protocol: 'tcp',
      address: '0.0.0.0',
      port: 8080,
      program: { id: 4711, name: 'httpd' },
    } as const
    expect((await findings(new LifeScenario(shop), [], [listener]))[1]).toBe(
      'CMP404: port 8080 of service "web" is taken by process 4711 (httpd) on this machine',
    )
  })

  it('does not count what listens for its own container', async () => {
    const scenario = await running()
    const listener = { protocol: 'tcp', address: '0.0.0.0', port: 8080 } as const
    await scenario.pause('pause', ['web'])
    expect(await findings(scenario, [], [listener])).toEqual(['CMP415: container shop-web-1 is paused'])
  })

  it('explains a start that the engine refused', async () => {
    const scenario = await running(shop, ({ engine }) =>
      engine.behave('web', { refusesStart: 'exec: "serve": executable file not found in $PATH' }),
    )
    expect(await findings(scenario)).toEqual([
      'CMP407: container shop-web-1 cannot start: "serve" was not found in the image',
    ])
  })

  it('says first that the disk of the engine is full', async () => {
    const scenario = await running()
    scenario.engine.told = { disk: { freeBytes: 2e8, totalBytes: 1e11 } }
    expect(await findings(scenario)).toEqual([
      expect.stringMatching(
        /^CMP416: the disk of the engine is full: 0\.2 GB are left in \/var\/lib\/docker/u,
      ),
    ])
  })

  it('says why nothing can be planned', async () => {
    const yaml = 'services: { web: { image: nginx } }\nnetworks: { default: { external: true, name: there } }'
    expect((await findings(new LifeScenario(yaml)))[0]).toMatch(/^CMP406: .*there/u)
  })
})

describe('of a project that nobody has started, and without a file', () => {
  it('says that there is nothing to look at', () => {
    const nothing = { project: 'shop', services: [], findings: [], sources: new Map<string, string>() }
    expect(formatWhy({ ...nothing, baseDirectory: '/', color: false })).toBe(
      'Nothing to look at: project shop has no containers\n',
    )
  })
})
