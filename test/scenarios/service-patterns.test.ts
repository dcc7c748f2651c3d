import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'
import { LookScenario } from '../support/look.ts'

const shop = `
services:
  web-a: { image: nginx, depends_on: [db] }
  web-b: { image: nginx, volumes: [data:/data] }
  web-off: { image: nginx, profiles: [off] }
  db: { image: postgres:16 }
  other: { image: postgres:16 }
volumes: { data: {} }
`

async function upped(): Promise<LifeScenario> {
  const scenario = new LifeScenario(shop)
  await scenario.up()
  scenario.begun()
  return scenario
}

describe('patterns for services', () => {
  it('start what matches with what that depends on, and no profile', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.up({ services: ['web-*'] })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-a-1 running',
      'shop-web-b-1 running',
    ])
  })

  it('leave out dependencies when told to', async () => {
    const scenario = new LifeScenario(shop)
    await scenario.up({ services: ['web-*'], noDeps: true })
    expect(await scenario.containers()).toEqual(['shop-web-a-1 running', 'shop-web-b-1 running'])
  })

  it('match the services of a profile that is on', async () => {
    const scenario = new LifeScenario(shop)
    await scenario.create({ load: scenario.load({ profiles: ['off'] }), services: ['web-o*'] })
    expect(await scenario.containers()).toEqual(['shop-web-off-1 created'])
  })

  it('are a mistake where nothing matches', async () => {
    const scenario = new LifeScenario(shop)
    expect(await scenario.up({ services: ['api-*'] })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP208 no such service: api-*'])
  })

  it('choose what is stopped, started and killed', async () => {
    const scenario = await upped()
    await scenario.stop({ services: ['web-*'] })
    expect(scenario.begun().toSorted()).toEqual(['container.stop web-a/1', 'container.stop web-b/1'])
    await scenario.start({ services: ['web-[b]'] })
    expect(scenario.begun()).toEqual(['container.start web-b/1'])
    await scenario.restart({ services: ['d?'], noDeps: true })
    expect(scenario.begun()).toEqual(['container.restart db/1'])
    await scenario.kill({ services: ['web-*'], orphans: true })
    expect(scenario.begun()).toEqual(['container.kill web-b/1'])
  })

  it('choose among what the engine has when no file is read', async () => {
    const scenario = await upped()
    await scenario.stop({ load: scenario.load({ projectName: 'shop' }), services: ['web-*'] })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-other-1 running',
      'shop-web-a-1 exited',
      'shop-web-b-1 exited',
    ])
  })

  it('choose what is taken down', async () => {
    const scenario = await upped()
    await scenario.down({ services: ['web-*'] })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-other-1 running'])
  })

  it('choose what is looked at', async () => {
    const scenario = new LookScenario(shop)
    await scenario.up()
    expect(await scenario.images('web-*')).toEqual(['shop-web-a-1 nginx', 'shop-web-b-1 nginx'])
    expect(await scenario.volumes('*-b')).toEqual(['shop_data'])
    expect(await scenario.volumes('*-a')).toEqual([])
  })
})
