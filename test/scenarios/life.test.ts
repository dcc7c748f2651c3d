import { describe, expect, it } from 'vitest'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { LifeScenario } from '../support/life.ts'

const shop = `
services:
  web: { image: nginx, depends_on: [db] }
  db: { image: postgres:16, volumes: [/scratch] }
`
const never = new AbortController().signal

async function upped(yaml = shop): Promise<LifeScenario> {
  const scenario = new LifeScenario(yaml)
  await scenario.up()
  scenario.begun()
  return scenario
}

/** A container of `compose run db`. */
async function addOneOff(scenario: LifeScenario): Promise<void> {
  const labels = {
    [labelNames.project]: 'shop',
    [labelNames.service]: 'db',
    [labelNames.configHash]: 'x',
    [labelNames.oneOff]: 'True',
  }
  const body = { Image: 'postgres:16', Labels: labels, HostConfig: {} }
  const id = await scenario.engine.containers.create({ name: 'shop-db-run-1', body }, never)
  await scenario.engine.containers.start(id, never)
}

describe('create', () => {
  it('creates everything and starts nothing', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.create()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 created', 'shop-web-1 created'])
  })
})

describe('start', () => {
  it('starts what was created, dependencies first', async () => {
    const scenario = new LifeScenario(shop)
    await scenario.create()
    scenario.begun()
    expect(await scenario.start()).toEqual({ kind: 'done' })
    expect(scenario.begun()).toEqual(['container.start db/1', 'container.start web/1'])
  })

  it('starts what the named service depends on, and leaves the rest', async () => {
    const scenario = new LifeScenario(`${shop}  extra: { image: nginx }`)
    await scenario.create()
    await scenario.start({ services: ['web'] })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-extra-1 created',
      'shop-web-1 running',
    ])
  })

  it('waits for the conditions of dependencies', async () => {
    const scenario = new LifeScenario(`
services:
  web: { image: nginx, depends_on: { db: { condition: service_healthy } } }
  db: { image: postgres:16, healthcheck: { test: "true" } }
`)
    await scenario.create()
    scenario.begun()
    await scenario.start()
    expect(scenario.begun()).toEqual([
      'container.start db/1',
      'container.await db/1 healthy',
      'container.start web/1',
    ])
  })

  it('has nothing to do where all runs', async () => {
    const scenario = await upped()
    expect(await scenario.start()).toEqual({ kind: 'done' })
    expect(scenario.begun()).toEqual([])
  })

  it('fails for a project that was never created, and warns about a service that was not', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.start()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 service "web" has no container to start'])
    await scenario.create({ services: ['db'] })
    scenario.events.length = 0
    expect(await scenario.start()).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual(['CMP415 service "web" has no container to start'])
    expect(await scenario.containers()).toEqual(['shop-db-1 running'])
  })

  it('works from the labels alone when only the name is known', async () => {
    const scenario = new LifeScenario(shop)
    await scenario.create()
    scenario.begun()
    const load = scenario.load({ projectName: 'shop' })
    await scenario.start({ load, services: ['web'] })
    expect(scenario.begun()).toEqual(['container.start db/1', 'container.start web/1'])
    expect(await scenario.start({ load, services: ['nobody'] })).toEqual({ kind: 'failed' })
    expect(await scenario.start({ load: scenario.load({ projectName: 'other' }) })).toEqual({
      kind: 'failed',
    })
  })

  it('shows what it would do, and does nothing', async () => {
    const scenario = new LifeScenario(shop)
    await scenario.create()
    await scenario.start({ dryRun: true })
    expect(await scenario.containers()).toEqual(['shop-db-1 created', 'shop-web-1 created'])
  })
})

describe('stop', () => {
  it('stops dependents first, and only what was named', async () => {
    const scenario = await upped()
    await scenario.stop()
    expect(scenario.begun()).toEqual(['container.stop web/1', 'container.stop db/1'])
    await scenario.start()
    await scenario.stop({ services: ['db'] })
    expect(await scenario.containers()).toEqual(['shop-db-1 exited', 'shop-web-1 running'])
  })

  it('is content with what has stopped, and with nothing at all', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.stop()).toEqual({ kind: 'done' })
    expect(await scenario.stop({ services: ['nobody'] })).toEqual({ kind: 'failed' })
    const load = scenario.load({ projectName: 'shop' })
    expect(await scenario.stop({ load, services: ['nobody'] })).toEqual({ kind: 'done' })
  })

  it('reaches a service whose profile is off, when it is named', async () => {
    const scenario = new LifeScenario('services: { web: { image: nginx, profiles: [debug] } }')
    await scenario.up({ load: scenario.load({ profiles: ['debug'] }) })
    await scenario.stop({ services: ['web'] })
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })
})

describe('restart', () => {
  const linked = `
services:
  web: { image: nginx, depends_on: { db: { condition: service_started, restart: true } } }
  other: { image: nginx, depends_on: [db] }
  db: { image: postgres:16 }
`

  it('takes along those that ask for it, after what they depend on', async () => {
    const scenario = await upped(linked)
    await scenario.restart({ services: ['db'] })
    expect(scenario.begun()).toEqual(['container.restart db/1', 'container.restart web/1'])
  })

  it('leaves them with --no-deps', async () => {
    const scenario = await upped(linked)
    await scenario.restart({ services: ['db'], noDeps: true })
    expect(scenario.begun()).toEqual(['container.restart db/1'])
  })

  it('waits for the condition between them', async () => {
    const scenario = await upped(`
services:
  web: { image: nginx, depends_on: { db: { condition: service_healthy, restart: true } } }
  db: { image: postgres:16, healthcheck: { test: "true" } }
`)
    await scenario.restart({ services: ['db'] })
    expect(scenario.begun()).toEqual([
      'container.restart db/1',
      'container.await db/1 healthy',
      'container.restart web/1',
    ])
  })

  it('starts what had stopped', async () => {
    const scenario = await upped()
    await scenario.stop()
    await scenario.restart()
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })
})

describe('kill', () => {
  it('kills everything at once, one-off containers too', async () => {
    const scenario = await upped()
    await addOneOff(scenario)
    await scenario.kill()
    expect(await scenario.containers()).toEqual([
      'shop-db-1 exited',
      'shop-db-run-1 exited',
      'shop-web-1 exited',
    ])
  })

  it('says that nothing runs', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.kill()).toEqual({ kind: 'done' })
    expect(scenario.notices).toEqual(['No container to kill'])
  })

  it('leaves services that the file has no more, unless asked', async () => {
    const scenario = await upped(`${shop}  old: { image: nginx }`)
    scenario.edit(shop)
    await scenario.kill()
    expect(await scenario.containers()).toContain('shop-old-1 running')
    await scenario.kill({ orphans: true })
    expect(await scenario.containers()).toContain('shop-old-1 exited')
  })
})

describe('pause and unpause', () => {
  it('hold what runs, and let it go on', async () => {
    const scenario = await upped()
    await scenario.pause('pause', ['db'])
    expect(await scenario.containers()).toEqual(['shop-db-1 paused', 'shop-web-1 running'])
    expect(await scenario.pause('unpause', ['db'])).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })

  it('fail where it is so already, and do nothing where nothing runs', async () => {
    const scenario = await upped()
    expect(await scenario.pause('unpause', ['db'])).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 container shop-db-1 is not paused'])
    await scenario.stop()
    expect(await scenario.pause('pause')).toEqual({ kind: 'done' })
  })
})

describe('rm', () => {
  it('asks, and removes what has stopped', async () => {
    const scenario = await upped()
    await scenario.stop({ services: ['web'] })
    expect(await scenario.remove()).toEqual({ kind: 'done' })
    expect(scenario.questions).toEqual([{ text: 'Going to remove shop-web-1', default: false }])
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 exited'])
    scenario.answers.push(true)
    await scenario.remove()
    expect(await scenario.containers()).toEqual(['shop-db-1 running'])
  })

  it('stops first where asked to, and takes anonymous volumes along', async () => {
    const scenario = await upped()
    const [mount] = scenario.engine.peek('shop-db-1')?.mounts ?? []
    const announced: string[] = []
    await scenario.remove({
      stop: true,
      anonymousVolumes: true,
      announce: (text) => void announced.push(text),
    })
    expect(announced).toEqual(['Going to remove shop-db-1, shop-web-1'])
    expect(scenario.begun()).toEqual([
      'container.stop web/1',
      'container.stop db/1',
      'container.remove web/1',
      'container.remove db/1',
    ])
    expect(mount?.name).toBeDefined()
    expect(await scenario.engine.volumes.find(mount?.name ?? '', never)).toBeUndefined()
  })

  it('says that there is nothing to remove', async () => {
    const scenario = await upped()
    expect(await scenario.remove()).toEqual({ kind: 'done' })
    expect(scenario.notices).toEqual(['No stopped containers'])
  })
})

describe('pull', () => {
  const yaml = `
services:
  web: { image: "nginx:1.27", depends_on: [db] }
  again: { image: "nginx:1.27" }
  db: { image: "postgres:16", pull_policy: missing }
  own: { image: "shop/own", build: . }
  local: { build: . }
  never: { image: "busybox", pull_policy: never }
`

  it('pulls each image once, as the policies say', async () => {
    const scenario = new LifeScenario(yaml)
    for (const image of ['nginx:1.27', 'postgres:16', 'shop/own']) scenario.engine.publishImage(image)
    expect(await scenario.pull()).toEqual({ kind: 'done' })
    expect(scenario.begun()).toEqual(['image.pull nginx:1.27', 'image.pull shop/own'])
  })

  it('leaves dependencies, unless asked', async () => {
    const scenario = new LifeScenario(yaml)
    for (const image of ['nginx:1.27', 'postgres:16']) scenario.engine.publishImage(image)
    await scenario.pull({ services: ['web'], policy: 'always' })
    expect(scenario.begun()).toEqual(['image.pull nginx:1.27'])
    await scenario.pull({ services: ['web'], policy: 'always', includeDependencies: true })
    expect(scenario.begun()).toEqual(['image.pull nginx:1.27', 'image.pull postgres:16'])
  })

  it('pulls what is called latest although it is there', async () => {
    const scenario = new LifeScenario('services: { a: { image: nginx }, b: { image: "postgres:16" } }')
    scenario.engine.publishImage('nginx')
    await scenario.pull({ policy: 'missing' })
    expect(scenario.begun()).toEqual(['image.pull nginx'])
  })

  it('fails where an image cannot be pulled, or warns and goes on', async () => {
    const scenario = new LifeScenario(yaml)
    scenario.engine.publishImage('nginx:1.27')
    expect(await scenario.pull({ ignoreBuildable: true })).toEqual({ kind: 'done' })
    expect(await scenario.pull()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP403 image "shop/own" was not found'])
    expect(await scenario.pull({ ignoreFailures: true })).toEqual({ kind: 'done' })
    expect(scenario.diagnostics.at(-1)).toMatchObject({ code: 'CMP403', severity: 'warning' })
  })
})
