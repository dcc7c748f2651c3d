import { describe, expect, it } from 'vitest'
import { LookScenario } from '../support/look.ts'

const shop = `
services:
  web: { image: nginx, ports: ["127.0.0.1:8080:80"], expose: ["81"], depends_on: [db] }
  db: { image: postgres:16, volumes: [data:/data] }
volumes: { data: {}, other: {} }
`

async function upped(yaml = shop): Promise<LookScenario> {
  const scenario = new LookScenario(yaml)
  await scenario.up()
  scenario.events.length = 0
  return scenario
}

describe('port', () => {
  it('tells where a port is published', async () => {
    const scenario = await upped()
    expect(await scenario.port('web', 80)).toBe('127.0.0.1:8080')
    expect(await scenario.port('web', 81)).toBe(':0')
  })

  it('says which ports there are', async () => {
    const scenario = await upped()
    expect(await scenario.port('web', 82)).toBe('failed')
    expect(await scenario.port('web', 80, { index: 2 })).toBe('failed')
    expect(await scenario.port('nobody', 80)).toBe('failed')
    expect(scenario.messages).toEqual([
      'CMP418 no port 82/tcp for container shop-web-1: it has 80/tcp, 81/tcp',
      'CMP415 service "web" is not running container #2',
      'CMP415 service "nobody" is not running',
    ])
  })
})

describe('images', () => {
  it('are listed for each container, one-off and stopped ones too', async () => {
    const scenario = await upped()
    await scenario.addOneOff('db', 'migration')
    scenario.engine.exit('shop-web-1', 0)
    expect(await scenario.images()).toEqual([
      'migration postgres:16',
      'shop-db-1 postgres:16',
      'shop-web-1 nginx',
    ])
    expect(await scenario.images('web')).toEqual(['shop-web-1 nginx'])
    expect(await scenario.images('nobody')).toEqual([])
  })
})

describe('ps', () => {
  it('leaves out what the file does not have, or not without its profile, unless that is named', async () => {
    const scenario = new LookScenario(
      'services: { web: { image: nginx }, debug: { image: nginx, profiles: [off] }, old: { image: nginx } }',
    )
    await scenario.up({ load: scenario.load({ profiles: ['off'] }) })
    scenario.edit('services: { web: { image: nginx }, debug: { image: nginx, profiles: [off] } }')
    expect(await scenario.listed()).toEqual(['shop-debug-1', 'shop-old-1', 'shop-web-1'])
    expect(await scenario.listed({ orphans: false })).toEqual(['shop-web-1'])
    expect(await scenario.listed({ orphans: false, services: ['debug', 'old'] })).toEqual(['shop-debug-1'])
  })
})

describe('ls', () => {
  it('counts the states of every project that runs', async () => {
    const scenario = await upped()
    await scenario.up({ load: scenario.load({ projectName: 'other' }), services: ['db'] })
    scenario.engine.exit('shop-web-1', 0)
    expect(await scenario.projects(false)).toEqual([
      'other running(1) /proj/shop/compose.yaml',
      'shop running(1) /proj/shop/compose.yaml',
    ])
    expect(await scenario.projects(true)).toEqual([
      'other running(1) /proj/shop/compose.yaml',
      'shop exited(1), running(1) /proj/shop/compose.yaml',
    ])
  })

  it('says which container does not tell its files', async () => {
    const scenario = new LookScenario(shop)
    await scenario.addOneOff('db', 'migration')
    expect(await scenario.projects(true)).toEqual(['shop running(1) N/A'])
    expect(scenario.messages).toEqual([
      'CMP420 no label "com.docker.compose.project.config_files" set on container "migration" of project "shop"',
    ])
  })
})

describe('volumes', () => {
  it('are those of the project, or those that a service has', async () => {
    const scenario = await upped()
    expect(await scenario.volumes()).toEqual(['shop_data'])
    expect(await scenario.volumes('db')).toEqual(['shop_data'])
    expect(await scenario.volumes('web')).toEqual([])
    await scenario.volumes('nobody')
    expect(scenario.messages).toEqual(['CMP208 no such service: nobody'])
  })
})

describe('top', () => {
  it('lists the processes of what runs', async () => {
    const scenario = await upped()
    await scenario.addOneOff('db', 'migration')
    expect(await scenario.processes()).toEqual(['db  1', 'db 1 1', 'web 1 1'])
    scenario.engine.exit('shop-web-1', 0)
    expect(await scenario.processes('web')).toEqual([])
  })
})

describe('events', () => {
  it('are those of services, without the labels of the project', async () => {
    const scenario = await upped()
    await scenario.addOneOff('db', 'migration')
    const all = await scenario.happened('db')
    expect(all.map(({ action, service }) => `${service} ${action}`)).toEqual(['db create', 'db start'])
    expect(all[0]?.attributes).toEqual({ image: 'postgres:16', name: 'shop-db-1' })
    expect(new Set((await scenario.happened()).map(({ service }) => service))).toEqual(new Set(['db', 'web']))
  })
})

describe('wait', () => {
  it('ends with the code of the last container', async () => {
    const scenario = await upped()
    const waiting = scenario.wait(['db', 'web'])
    await begun(scenario, 2)
    scenario.engine.exit('shop-web-1', 3)
    scenario.engine.exit('shop-db-1', 7)
    expect(await waiting).toEqual({
      ending: { kind: 'code', code: 7 },
      exits: ['shop-web-1 3', 'shop-db-1 7'],
    })
  })

  it('takes the project down after the first, where asked to', async () => {
    const scenario = await upped()
    const waiting = scenario.wait(['db', 'web'], true)
    await begun(scenario, 2)
    scenario.engine.exit('shop-web-1', 3)
    expect(await waiting).toMatchObject({ ending: { kind: 'code', code: 3 } })
    expect(await scenario.containers()).toEqual([])
  })

  it('fails where nothing runs', async () => {
    const scenario = new LookScenario(shop)
    expect(await scenario.wait(['db'])).toEqual({ ending: { kind: 'failed' }, exits: [] })
    expect(scenario.messages).toEqual(['CMP415 no containers for project "shop"'])
  })
})

/** Resolves when the engine was asked to wait for that many containers. */
async function begun({ engine }: LookScenario, count: number): Promise<void> {
  const waits = () => engine.requests.filter(({ method }) => method === 'containers.wait').length
  while (waits() < count) await new Promise((resolve) => void setImmediate(resolve))
}

describe('stats', () => {
  it('shows once what runs, and what does not where asked to', async () => {
    const scenario = await upped()
    scenario.engine.exit('shop-web-1', 0)
    const pages: (readonly string[])[] = []
    await scenario.stats((page) => void pages.push(page))
    await scenario.stats((page) => void pages.push(page), { all: true })
    await scenario.stats((page) => void pages.push(page), { service: 'web' })
    expect(pages).toEqual([['shop-db-1 1'], ['shop-db-1 1', 'shop-web-1 0'], []])
  })

  it('follows containers that come and go, until interrupted', async () => {
    const scenario = await upped()
    const pages: string[] = []
    const steps: (() => unknown)[] = [
      () => scenario.engine.exit('shop-web-1', 0),
      () => scenario.up({ services: ['web'] }),
      () => scenario.interrupt.abort(),
    ]
    const known = ['shop-db-1 1,shop-web-1 1', 'shop-db-1 1', 'shop-db-1 1,shop-web-1 1']
    scenario.eachSecond = async () => {
      await new Promise((resolve) => void setImmediate(resolve))
      if (pages.at(-1) === known[known.length - steps.length]) await steps.shift()?.()
    }
    const following = scenario.stats((page) => void pages.push(page.join(',')), { follow: true })
    await expect(following).rejects.toMatchObject({ name: 'AbortError' })
    expect(steps).toEqual([])
  })
})
