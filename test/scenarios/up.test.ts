import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/engine/errors.ts'
import { Scenario } from '../support/scenario.ts'

const shop = `
services:
  web:
    image: nginx
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgres:16
    healthcheck: { test: pg_isready }
    volumes: [data:/var/lib/postgresql/data]
volumes: { data: {} }
`

describe('up', () => {
  it('plans everything that is missing, in an order that keeps the conditions', async () => {
    const scenario = new Scenario(shop)
    expect(await scenario.plan()).toEqual([
      'network.create default (missing)',
      'volume.create data (missing)',
      'container.create db/1 (missing) after network.create default, volume.create data',
      'container.create web/1 (missing) after network.create default',
      'container.start db/1 (missing) after container.create db/1',
      'container.await db/1 healthy (for web) after container.start db/1',
      'container.start web/1 (missing) after container.create web/1, container.await db/1 healthy',
    ])
  })

  it('brings a project up', async () => {
    const scenario = new Scenario(shop)
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })

  it('plans nothing and changes nothing the second time', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    scenario.engine.forgetRequests()
    expect(await scenario.plan()).toEqual([])
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('needs a fixed number of requests for an unchanged project, whatever its size', async () => {
    const services = Array.from({ length: 30 }, (_, index) => `  s${index}: { image: busybox }`).join('\n')
    const scenario = new Scenario(`services:\n${services}\n`)
    await scenario.up()
    scenario.engine.forgetRequests()
    await scenario.up()
    expect(scenario.engine.requests.length).toBeLessThanOrEqual(6)
  })

  it('replaces a container whose environment changed and says which field', async () => {
    const scenario = new Scenario('services: { web: { image: nginx, environment: { LOG: info } } }')
    await scenario.up()
    scenario.edit('services: { web: { image: nginx, environment: { LOG: debug } } }')
    expect(await scenario.plan()).toEqual([
      'container.replace web/1 (changed environment.LOG)',
      'container.start web/1 (changed environment.LOG) after container.replace web/1',
    ])
  })

  it('keeps the dependents of a replaced service as they are', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    scenario.edit(shop.replace('pg_isready', 'pg_isready -q'))
    expect(await scenario.plan()).toEqual([
      'container.replace db/1 (changed healthcheck.test)',
      'container.start db/1 (changed healthcheck.test) after container.replace db/1',
    ])
  })

  it('stops a dependent with restart: true before its dependency is replaced, and starts it after', async () => {
    const yaml = (log: string) => `
services:
  web: { image: nginx, depends_on: { db: { condition: service_started, restart: true } } }
  db: { image: postgres:16, environment: { LOG: ${log} } }
`
    const scenario = new Scenario(yaml('a'))
    await scenario.up()
    scenario.edit(yaml('b'))
    expect(await scenario.plan()).toEqual([
      'container.stop web/1 (replaced db)',
      'container.replace db/1 (changed environment.LOG) after container.stop web/1',
      'container.start db/1 (changed environment.LOG) after container.replace db/1',
      'container.start web/1 (replaced db) after container.stop web/1, container.start db/1',
    ])
  })

  it('replaces a container when its image is another one', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    await scenario.up()
    scenario.engine.addImage('nginx')
    expect(await scenario.plan()).toEqual([
      'container.replace web/1 (image-changed)',
      'container.start web/1 (image-changed) after container.replace web/1',
    ])
  })

  it('replaces a container when an image it mounts is another one', async () => {
    const mounting = '{ image: nginx, volumes: [{ type: image, source: busybox, target: /lib }] }'
    const scenario = new Scenario(`services: { web: ${mounting} }`)
    await scenario.up()
    const digest = (await scenario.engine.images.find('busybox', scenario.interrupt.signal))?.digest
    const labels = scenario.engine.peekBody('shop-web-1')?.Labels
    expect(labels?.['com.docker.compose.image-volume-digest']).toBe(`/lib=${digest}`)
    expect(await scenario.plan()).toEqual([])
    scenario.engine.addImage('busybox')
    expect(await scenario.plan()).toEqual([
      'container.replace web/1 (image-changed)',
      'container.start web/1 (image-changed) after container.replace web/1',
    ])
  })

  it('leaves a container as it is when nothing tells which image it mounts', async () => {
    const mounting = '{ image: nginx, volumes: [{ type: image, source: busybox, target: /lib }] }'
    const scenario = new Scenario(`services: { web: ${mounting} }`)
    const { signal } = scenario.interrupt
    const { containers } = scenario.engine
    await scenario.up()
    const { Labels: made, ...body } = scenario.engine.peekBody('shop-web-1') ?? {
      Image: 'nginx',
      HostConfig: {},
    }
    const { 'com.docker.compose.image-volume-digest': _digest, ...Labels } = made ?? {}
    await containers.remove('shop-web-1', { force: true, anonymousVolumes: false }, signal)
    await containers.create({ name: 'shop-web-1', body: { ...body, Labels } }, signal)
    await containers.start('shop-web-1', signal)
    scenario.engine.addImage('busybox')
    expect(await scenario.plan()).toEqual([])
  })

  it('starts what has stopped and leaves the rest alone', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    scenario.engine.exit('shop-web-1', 0)
    expect(await scenario.plan()).toEqual(['container.start web/1 (exited)'])
  })

  it('adds replicas after the highest number and takes away the highest first', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    await scenario.up()
    await scenario.up({ scale: { web: 3 } })
    expect(await scenario.containers()).toEqual([
      'shop-web-1 running',
      'shop-web-2 running',
      'shop-web-3 running',
    ])
    expect(await scenario.plan({ scale: { web: 2 } })).toEqual([
      'container.stop web/3 (scaled down to 2)',
      'container.remove web/3 (scaled down to 2) after container.stop web/3',
    ])
  })

  it('replaces everything with --force-recreate and nothing with --no-recreate', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    await scenario.up()
    expect(await scenario.plan({ recreate: 'force' })).toEqual([
      'container.replace web/1 (--force-recreate)',
      'container.start web/1 (--force-recreate) after container.replace web/1',
    ])
    scenario.edit('services: { web: { image: nginx, hostname: other } }')
    expect(await scenario.plan({ recreate: 'never' })).toEqual([])
  })

  it('mentions orphans, and removes them when asked to', async () => {
    const scenario = new Scenario('services: { web: { image: nginx }, old: { image: nginx } }')
    await scenario.up()
    scenario.edit('services: { web: { image: nginx } }')
    await scenario.up()
    expect(scenario.messages).toEqual(['CMP212 found orphan containers ([shop-old-1]) for this project'])
    expect(await scenario.plan({ removeOrphans: true })).toEqual([
      'container.stop old/1 (orphaned)',
      'container.remove old/1 (orphaned) after container.stop old/1',
    ])
  })

  it('pulls an image that is missing before it makes a container from it', async () => {
    const scenario = new Scenario('services: { web: { image: "ghost:5" } }')
    scenario.engine.publishImage('ghost:5')
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.plan()).toEqual([])
  })

  it('recreates a network whose definition changed, with the containers on it', async () => {
    const yaml = (internal: boolean) =>
      `services: { web: { image: nginx } }\nnetworks: { default: { internal: ${internal} } }\n`
    const scenario = new Scenario(yaml(false))
    await scenario.up()
    scenario.edit(yaml(true))
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
    expect(await scenario.plan()).toEqual([])
  })

  it('keeps a volume whose definition changed, unless told that its data may go', async () => {
    const yaml = (label: string) =>
      `services: { db: { image: busybox, volumes: [data:/data] } }\nvolumes: { data: { labels: { a: ${label} } } }\n`
    const scenario = new Scenario(yaml('x'))
    await scenario.up()
    scenario.edit(yaml('y'))
    await scenario.up()
    expect(scenario.messages).toEqual([
      'CMP302 volume "shop_data" does not match its definition in the Compose file; it is kept as it is',
    ])
    scenario.answers.push(true)
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.plan()).toEqual([])
  })

  it('keeps the content of anonymous volumes when a container is replaced', async () => {
    const yaml = (host: string) => `services: { db: { image: busybox, hostname: ${host}, volumes: [/data] } }`
    const scenario = new Scenario(yaml('a'))
    await scenario.up()
    const before = scenario.engine.peek('shop-db-1')?.mounts[0]?.name
    scenario.edit(yaml('b'))
    await scenario.up()
    expect(scenario.engine.peek('shop-db-1')?.mounts[0]?.name).toBe(before)
    await scenario.up({ renewAnonymousVolumes: true })
    expect(scenario.engine.peek('shop-db-1')?.mounts[0]?.name).not.toBe(before)
  })

  it('replaces a container that lives in the network of a replaced one', async () => {
    const yaml = (host: string) => `
services:
  app: { image: nginx, hostname: ${host} }
  side: { image: busybox, network_mode: "service:app" }
`
    const scenario = new Scenario(yaml('a'))
    await scenario.up()
    expect(await scenario.plan()).toEqual([])
    scenario.edit(yaml('b'))
    const plan = await scenario.plan()
    expect(plan).toContain('container.replace side/1 (replaced app) after container.replace app/1')
  })
})

describe('up --wait', () => {
  it('waits until everything is healthy', async () => {
    const scenario = new Scenario(shop)
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'done' })
    expect(await scenario.plan({ wait: true })).toEqual([])
  })

  it('says what an unhealthy container printed and found', async () => {
    const scenario = new Scenario(shop)
    scenario.engine.behave('db', { health: 'unhealthy', prints: ['disk full'] })
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics[0]).toMatchObject({
      code: 'CMP408',
      message: 'container shop-db-1 is unhealthy',
      span: { file: '/proj/shop/compose.yaml' },
    })
    expect(scenario.diagnostics[0]?.details?.at(-1)).toEqual({
      title: 'last log lines',
      lines: ['disk full'],
    })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 created'])
  })

  it('fails when a container exits', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    scenario.engine.behave('web', { exits: 3 })
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP407 container shop-web-1 exited (3)'])
  })

  it('waits for the end of a service that others need completed', async () => {
    const scenario = new Scenario(`
services:
  migrate: { image: busybox }
  web: { image: nginx, depends_on: { migrate: { condition: service_completed_successfully } } }
`)
    scenario.engine.behave('migrate', { exits: 0 })
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-migrate-1 exited', 'shop-web-1 running'])
  })

  it('goes on without a dependency that is not required', async () => {
    const scenario = new Scenario(`
services:
  cache: { image: busybox, healthcheck: { test: "true" } }
  web: { image: nginx, depends_on: { cache: { condition: service_healthy, required: false } } }
`)
    scenario.engine.behave('cache', { health: 'unhealthy' })
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-cache-1 running', 'shop-web-1 running'])
  })
})

describe('bad weather', () => {
  it('keeps the old container when the new one cannot be created', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    await scenario.up()
    scenario.edit('services: { web: { image: nginx, hostname: other } }')
    scenario.engine.inject({
      method: 'containers.create',
      error: new EngineError('failed', 'no space left on device'),
    })
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('names the holder of a container name that belongs to someone else', async () => {
    const scenario = new Scenario('services: { web: { image: nginx, container_name: front } }')
    const signal = new AbortController().signal
    await scenario.engine.containers.create(
      { name: 'front', body: { Image: 'nginx', HostConfig: {} } },
      signal,
    )
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages[0]).toContain('CMP405 the container name "front" is in use')
    expect(await scenario.containers()).toEqual(['front created'])
  })

  it('refuses an external network that is not there before it changes anything', async () => {
    const scenario = new Scenario(`
services: { web: { image: nginx, networks: [corp] } }
networks: { corp: { external: true } }
`)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP406 network "corp" is declared as external, but could not be found',
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('says which services there are not', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    expect(await scenario.up({ services: ['wbe'] })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP208 no such service: wbe'])
  })

  it('waits once for a container that others need healthy, with --wait', async () => {
    const scenario = new Scenario(shop)
    const waits = (await scenario.plan({ wait: true })).filter((line) => line.startsWith('container.await'))
    expect(waits).toEqual([
      'container.await db/1 healthy (for web) after container.start db/1',
      'container.await web/1 running-or-healthy (--wait) after container.start web/1',
    ])
  })

  it('gives up waiting after the time it is given', async () => {
    const scenario = new Scenario(shop)
    scenario.engine.behave('db', { health: 'starting' })
    expect(await scenario.up({ wait: true, waitTimeoutSeconds: 5 })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP410 application not healthy after 5s'])
    expect(scenario.diagnostics[0]?.details?.[0]).toEqual({
      title: 'shop-db-1',
      lines: ['not healthy yet, needed by web → db'],
    })
    expect(scenario.diagnostics[0]?.facts).toMatchObject({
      service: 'db',
      health: 'starting',
      elapsedMs: 5000,
      dependencyPath: ['web', 'db'],
    })
  })

  it('leaves a paused container to its user', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    await scenario.engine.containers.pause('shop-db-1', new AbortController().signal)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 container shop-db-1 is paused'])
    expect(await scenario.containers()).toEqual(['shop-db-1 paused', 'shop-web-1 running'])
  })

  it('shows what an unhealthy container left behind, and tells when that is nothing', async () => {
    const scenario = new Scenario('services: { job: { image: busybox } }')
    scenario.engine.behave('job', { exits: 3 })
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'failed' })
    scenario.engine.behave('job', { prints: ['bad flag'], exits: 3 })
    await scenario.up({ wait: true })
    const exit = { title: 'exit', lines: ['code 3 after 0.0 s'] }
    expect(scenario.diagnostics.map(({ details, hint }) => ({ details, hint }))).toEqual([
      { details: [exit], hint: 'it wrote nothing that would tell why' },
      {
        details: [exit, { title: 'last log lines', lines: ['bad flag'] }],
        hint: '"compose logs" shows all of its output',
      },
    ])
  })

  it('passes on what the engine says when it creates a container', async () => {
    const scenario = new Scenario(
      'services: { web: { image: nginx, network_mode: host, ports: ["8080:80"] } }',
    )
    expect(await scenario.up()).toEqual({ kind: 'done' })
    const said = 'CMP440 container shop-web-1: Published ports are discarded when using host network mode'
    expect(scenario.messages).toEqual([said])
    await scenario.up({ recreate: 'force' })
    expect(scenario.messages).toEqual([said, said])
  })
})
