import { describe, expect, it } from 'vitest'
import { up } from '../../src/app/up.ts'
import type { Surroundings } from '../../src/app/surroundings.ts'
import type { Machine, PortListener } from '../../src/events/machine.ts'
import { Scenario } from '../support/scenario.ts'

const server: PortListener = {
  protocol: 'tcp',
  address: '0.0.0.0',
  port: 8080,
  program: { id: 4711, name: 'httpd' },
}

interface Here {
  /** Paths that are there. */
  readonly paths?: readonly string[]
  readonly listeners?: readonly PortListener[]
}

function on(scenario: Scenario, { paths = [], listeners = [] }: Here = {}): Surroundings {
  const machine: Machine = {
    kindOf: (path) => Promise.resolve(paths.includes(path) ? 'file' : 'missing'),
    spaceOf: () => Promise.resolve(undefined),
    listenersOn: () => Promise.resolve(listeners),
  }
  return { ...scenario.surroundings, machine: () => Promise.resolve(machine) }
}

/** What `up` says, and how many changes it has made. */
async function said(yaml: string, here: Here = {}, engine?: Scenario['engine']) {
  const scenario = engine === undefined ? new Scenario(yaml) : new Scenario(yaml, engine)
  scenario.engine.forgetRequests()
  const { kind } = await up(on(scenario, here), scenario.upRequest())
  return {
    kind,
    messages: scenario.messages,
    changes: scenario.engine.mutatingRequests.length,
    hints: scenario.diagnostics.map(({ hint }) => hint),
  }
}

const web = 'services: { web: { image: nginx, ports: ["8080:80"] } }'

describe('before the first change, up', () => {
  it('refuses a port that a program of the machine has', async () => {
    expect(await said(web, { listeners: [server] })).toEqual({
      kind: 'failed',
      changes: 0,
      messages: [
        'CMP404 port 8080 of service "web" is already in use: process 4711 (httpd) on this machine has it',
      ],
      hints: ['end it (kill 4711), or publish another port'],
    })
  })

  it('refuses a port that a container of another project has', async () => {
    const other = new Scenario(`name: other\n${web}`)
    await other.up()
    expect(await said(web, {}, other.engine)).toMatchObject({
      kind: 'failed',
      changes: 0,
      hints: ['compose -p other stop web, or publish another port'],
    })
  })

  it.each([
    ['another address', { ...server, address: '127.0.0.1' }, '"127.0.0.2:8080:80"'],
    ['another protocol', { ...server, protocol: 'udp' as const }, '"8080:80"'],
    ['IPv6 where only IPv4 is asked for', { ...server, address: '::' }, '"127.0.0.1:8080:80"'],
    ['one port of a range', server, '"8080-8081:80"'],
  ])('takes no offence at %s', async (_, listener, port) => {
    const yaml = `services: { web: { image: nginx, ports: [${port}] } }`
    expect(await said(yaml, { listeners: [listener] })).toMatchObject({ kind: 'done', messages: [] })
  })

  it.each([
    ['has the network of the machine', 'network_mode: host', ''],
    ['has no network', 'network_mode: none', ''],
    ['is on a network that nothing leaves', 'networks: [inner]', 'networks: { inner: { internal: true } }'],
  ])('looks for no ports of a service that %s, as no engine publishes them', async (_, fields, networks) => {
    const yaml = `services: { web: { image: nginx, ${fields}, ports: ["8080:80"] } }\n${networks}\n`
    expect(await said(yaml, { listeners: [server] })).toMatchObject({ kind: 'done' })
  })

  it('looks for the ports of a service that is on such a network and on another', async () => {
    const yaml =
      'services: { web: { image: nginx, networks: [inner, default], ports: ["8080:80"] } }\n' +
      'networks: { inner: { internal: true } }\n'
    expect(await said(yaml, { listeners: [server] })).toMatchObject({ kind: 'failed' })
  })

  it('refuses a range of which every port is taken', async () => {
    const yaml = 'services: { web: { image: nginx, ports: ["8080-8081:80"] } }'
    const listeners = [server, { ...server, port: 8081 }]
    expect(await said(yaml, { listeners })).toMatchObject({ kind: 'failed', changes: 0 })
  })

  it('leaves the ports of containers that it replaces to the new ones', async () => {
    const scenario = new Scenario(web)
    await scenario.up()
    const { kind, messages } = await said(
      web.replace('ports', 'environment: { A: b }, ports'),
      { listeners: [server] },
      scenario.engine,
    )
    expect({ kind, messages }).toEqual({ kind: 'done', messages: [] })
  })

  it('asks nothing more of an engine where nothing is to be started', async () => {
    const scenario = new Scenario(web)
    await scenario.up()
    scenario.engine.forgetRequests()
    await up(on(scenario), scenario.upRequest())
    expect(scenario.engine.requests.length).toBeLessThanOrEqual(6)
  })

  it.each([
    ['./nginx.conf', '/etc/nginx/nginx.conf'],
    ['./init.sql', '/docker-entrypoint-initdb.d/init.sql'],
    ['./.env', '/app/settings'],
    ['./settings', '/app/settings.json'],
    ['/run/other/docker.sock', '/var/run/docker.sock'],
  ])('refuses "%s", which looks like a file and is not there', async (source, target) => {
    const yaml = `services: { web: { image: nginx, volumes: ["${source}:${target}"] } }`
    const { kind, messages, changes } = await said(yaml)
    expect({ kind, changes }).toEqual({ kind: 'failed', changes: 0 })
    expect(messages).toEqual([expect.stringMatching(/^CMP431 .*is not there$/u)])
  })

  it.each(['./data:/var/lib/data', './conf.d:/etc/nginx/conf.d', './site.example.com:/srv/www'])(
    'lets the engine make the folder of "%s", and says so',
    async (mount) => {
      const { kind, messages } = await said(`services: { web: { image: nginx, volumes: ["${mount}"] } }`)
      expect(kind).toBe('done')
      expect(messages).toEqual([expect.stringMatching(/^CMP431 .*the engine makes a folder/u)])
    },
  )

  const afterInit = (init: string): string =>
    `services: { init: { image: busybox, ${init} }, mid: { image: busybox, depends_on: [init] }, ` +
    'web: { image: nginx, depends_on: [mid], volumes: ["./out/site.json:/etc/site.json"] } }'

  it.each(['volumes: ["./out:/out"]', 'volumes: ["./:/all"]'])(
    'expects a file of an earlier service with "%s"',
    async (fields) => {
      const { kind, messages } = await said(afterInit(fields), { paths: ['/proj/shop/out', '/proj/shop'] })
      expect(kind).toBe('done')
      expect(messages).toEqual([expect.stringMatching(/^CMP431 .* is not there yet$/u)])
    },
  )

  it.each(['volumes: ["./out:/out:ro"]', 'volumes: ["./outer:/out"]', 'command: "true"'])(
    'expects no file of an earlier service with "%s"',
    async (fields) => {
      const paths = ['/proj/shop/out', '/proj/shop/outer']
      expect(await said(afterInit(fields), { paths })).toMatchObject({ kind: 'failed', changes: 0 })
    },
  )

  it('refuses any source that may not be made', async () => {
    const bind = '{ type: bind, source: ./data, target: /data, bind: { create_host_path: false } }'
    expect(await said(`services: { web: { image: nginx, volumes: [${bind}] } }`)).toMatchObject({
      kind: 'failed',
      changes: 0,
    })
  })

  it('refuses a secret whose file is not there, at its place', async () => {
    const yaml =
      'services: { web: { image: nginx, secrets: [key] } }\nsecrets: { key: { file: ./key.txt } }\n'
    expect(await said(yaml)).toMatchObject({
      kind: 'failed',
      messages: ['CMP431 "/proj/shop/key.txt", which service "web" mounts as /run/secrets/key, is not there'],
    })
  })

  it('says nothing of what is there', async () => {
    const yaml = 'services: { web: { image: nginx, volumes: ["./nginx.conf:/etc/nginx/nginx.conf"] } }'
    expect(await said(yaml, { paths: ['/proj/shop/nginx.conf'] })).toMatchObject({
      kind: 'done',
      messages: [],
    })
  })

  it('refuses to wait for the health of what has no health check', async () => {
    const yaml =
      'services: { web: { image: nginx, depends_on: { db: { condition: service_healthy } } }, db: { image: busybox } }'
    expect(await said(yaml)).toMatchObject({
      kind: 'failed',
      changes: 0,
      messages: ['CMP409 service "web" waits for "db" to be healthy, and "db" has no health check'],
    })
  })

  it('waits for the health that an image checks', async () => {
    const yaml =
      'services: { web: { image: nginx, depends_on: { db: { condition: service_healthy } } }, db: { image: checked } }'
    const scenario = new Scenario(yaml)
    scenario.engine.addImage('checked', { hasHealthcheck: true })
    expect(await up(on(scenario), scenario.upRequest())).toEqual({ kind: 'done' })
  })
})

describe('before the first change, up refuses a memory limit', () => {
  it.each([
    ['mem_limit: 5m', 'its memory limit is too low for any program'],
    ['mem_limit: 20m, mem_reservation: 30m', 'mem_reservation is above mem_limit'],
    ['mem_limit: 20m, memswap_limit: 10m', 'memswap_limit is below mem_limit'],
  ])('of "%s"', async (fields, message) => {
    expect(await said(`services: { web: { image: nginx, ${fields} } }`)).toMatchObject({
      kind: 'failed',
      changes: 0,
      messages: [`CMP432 service "web": ${message}`],
    })
  })

  it('only where it cannot be', async () => {
    const yaml = 'services: { web: { image: nginx, mem_limit: 6m, memswap_limit: -1, mem_reservation: 6m } }'
    expect(await said(yaml)).toMatchObject({ kind: 'done', messages: [] })
  })
})

describe('before the first change, up tells of a memory limit that limits nothing', () => {
  it.each([
    [
      { missingLimits: ['memory'] },
      'its memory limit has no effect, because this engine cannot limit memory',
    ],
    [
      { memoryBytes: 4 * 1024 ** 3 },
      'its memory limit is above the 4096 MiB that the machine of the engine has',
    ],
  ])('on an engine with %j', async (told, message) => {
    const scenario = new Scenario('services: { web: { image: nginx, mem_limit: 5g }, db: { image: nginx } }')
    scenario.engine.told = told
    expect(await up(scenario.surroundings, scenario.upRequest())).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual([`CMP440 service "web": ${message}`])
  })
})

describe('a start that fails for lack of a port', () => {
  it('names who has taken it in the meantime', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', {
      refusesStart: 'failed to bind host port for 0.0.0.0:8080:172.18.0.2:80/tcp: address already in use',
    })
    let looks = 0
    const machine: Machine = {
      kindOf: () => Promise.resolve(undefined),
      spaceOf: () => Promise.resolve(undefined),
      listenersOn: () => Promise.resolve((looks += 1) === 1 ? [] : [server]),
    }
    await up({ ...scenario.surroundings, machine: () => Promise.resolve(machine) }, scenario.upRequest())
    expect(scenario.messages).toEqual([
      'CMP404 container shop-web-1: port 0.0.0.0:8080 is already in use: process 4711 (httpd) on this machine has it',
    ])
  })
})
