import { describe, expect, it } from 'vitest'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { Scenario } from '../support/scenario.ts'

const shop = `
services:
  web: { image: nginx, depends_on: [db] }
  db: { image: postgres:16, volumes: [data:/var/lib/postgresql/data] }
volumes: { data: {} }
`
const never = new AbortController().signal

describe('down', () => {
  it('removes containers and networks and keeps named volumes', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
    expect(await scenario.engine.networks.find('shop_default', never)).toBeUndefined()
    expect(await scenario.engine.volumes.find('shop_data', never)).toBeDefined()
  })

  it('removes named volumes with -v', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    await scenario.down({ volumes: true })
    expect(await scenario.engine.volumes.find('shop_data', never)).toBeUndefined()
  })

  it('stops dependents before what they depend on', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    scenario.engine.forgetRequests()
    await scenario.down()
    const stops = scenario.events.flatMap((event) =>
      event.type === 'action.start' && event.id.startsWith('container.stop') ? [event.id] : [],
    )
    expect(stops).toEqual(['container.stop web/1', 'container.stop db/1'])
  })

  it('leaves what belongs to another project', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    await scenario.up({ load: scenario.load({ projectName: 'other' }) })
    await scenario.down({ volumes: true })
    expect(await scenario.containers()).toEqual(['other-db-1 running', 'other-web-1 running'])
    expect(await scenario.engine.volumes.find('other_data', never)).toBeDefined()
  })

  it('works from the labels alone when only the name is known', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    delete scenario.files['/proj/shop/compose.yaml']
    expect(await scenario.down({ load: scenario.load({ projectName: 'shop' }) })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
  })

  it('takes dependents along when a service is named, and nothing else', async () => {
    const scenario = new Scenario(
      shop.replace('volumes: { data', '  extra: { image: nginx }\nvolumes: { data'),
    )
    await scenario.up()
    await scenario.down({ services: ['db'] })
    expect(await scenario.containers()).toEqual(['shop-extra-1 running'])
    expect(await scenario.engine.networks.find('shop_default', never)).toBeDefined()
  })

  it('leaves orphans unless told otherwise', async () => {
    const scenario = new Scenario('services: { web: { image: nginx }, old: { image: nginx } }')
    await scenario.up()
    scenario.edit('services: { web: { image: nginx } }')
    await scenario.down()
    expect(await scenario.containers()).toEqual(['shop-old-1 running'])
    await scenario.down({ removeOrphans: true })
    expect(await scenario.containers()).toEqual([])
  })

  it('says so when there is nothing to remove', async () => {
    const scenario = new Scenario(shop)
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual(['CMP213 no resource found to remove for project "shop"'])
  })

  it('removes a one-off container that has a name of its own beside the replica of the same service', async () => {
    const scenario = new Scenario(shop)
    await scenario.up()
    const labels = {
      [labelNames.project]: 'shop',
      [labelNames.service]: 'db',
      [labelNames.configHash]: 'x',
      [labelNames.oneOff]: 'True',
    }
    const body = { Image: 'postgres:16', Labels: labels, HostConfig: {} }
    const id = await scenario.engine.containers.create({ name: 'migration', body }, never)
    await scenario.engine.containers.start(id, never)
    scenario.engine.exit(id, 0)
    expect(await scenario.down({ removeOrphans: true })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
  })

  it('takes along the networks and volumes that only the named service uses', async () => {
    const scenario = new Scenario(`
services:
  a: { image: nginx, networks: [one, default], volumes: [va:/x] }
  b: { image: nginx, networks: [two, default], volumes: [vb:/x] }
networks: { one: {}, two: {} }
volumes: { va: {}, vb: {} }
`)
    await scenario.up()
    await scenario.down({ services: ['a'], volumes: true })
    const networks = await scenario.engine.networks.list({ [labelNames.project]: 'shop' }, never)
    const volumes = await scenario.engine.volumes.list({}, never)
    expect(networks.map(({ name }) => name).toSorted()).toEqual(['shop_default', 'shop_two'])
    expect(volumes.map(({ name }) => name)).toEqual(['shop_vb'])
    expect(scenario.messages).toEqual([])
    await scenario.down({ services: ['b'] })
    expect(await scenario.engine.networks.list({ [labelNames.project]: 'shop' }, never)).toEqual([])
  })

  it('removes images that were built for the project, or all', async () => {
    const scenario = new Scenario('services: { web: { image: "nginx:1" }, own: { build: . } }')
    scenario.engine.addImage('nginx:1')
    scenario.engine.addImage('shop-own')
    scenario.engine.addImage('shop/tool', { labels: { [labelNames.project]: 'shop' } })
    await scenario.up()
    await scenario.down({ removeImages: 'local' })
    expect(await scenario.engine.images.find('shop-own', never)).toBeUndefined()
    expect(await scenario.engine.images.find('shop/tool', never)).toBeUndefined()
    expect(await scenario.engine.images.find('nginx:1', never)).toBeDefined()
    await scenario.down({ removeImages: 'all' })
    expect(await scenario.engine.images.find('nginx:1', never)).toBeUndefined()
  })

  it('leaves an image that something else uses', async () => {
    const scenario = new Scenario('services: { web: { image: "nginx:1" } }')
    scenario.engine.addImage('nginx:1')
    await scenario.up()
    await scenario.up({ load: scenario.load({ projectName: 'other' }) })
    expect(await scenario.down({ removeImages: 'all' })).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual(['CMP413 image "nginx:1" is still in use'])
  })
})
