import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/engine/errors.ts'
import { Scenario } from '../support/scenario.ts'

const shop = (label: string) => `
services:
  web: { image: nginx, networks: [n], depends_on: [db] }
  db: { image: postgres:16, networks: [n] }
networks: { n: { labels: { colour: ${label} } } }
`

const signal = new AbortController().signal

async function changed(): Promise<Scenario> {
  const scenario = new Scenario(shop('red'))
  await scenario.up()
  scenario.edit(shop('blue'))
  scenario.engine.forgetRequests()
  return scenario
}

async function onNetwork(scenario: Scenario): Promise<readonly string[]> {
  const network = await scenario.engine.networks.find('shop_n', signal)
  if (network === undefined) return []
  const users = await scenario.engine.containers.usersOf({ network: network.id }, signal)
  return users.map(({ name }) => name).toSorted()
}

describe('a network whose definition changed', () => {
  it('is made anew after its users stopped, and they join it at once', async () => {
    const scenario = await changed()
    expect(await scenario.plan()).toEqual([
      'container.stop web/1 (replaced n)',
      'container.stop db/1 (replaced n) after container.stop web/1',
      'network.disconnect n shop-db-1 (changed networks.n.labels.colour) after container.stop db/1',
      'network.disconnect n shop-web-1 (changed networks.n.labels.colour) after container.stop web/1',
      'network.remove n (changed networks.n.labels.colour) after network.disconnect n shop-db-1, network.disconnect n shop-web-1',
      'network.create n (changed networks.n.labels.colour) after network.remove n',
      'network.connect n shop-db-1 (changed networks.n.labels.colour) after network.create n',
      'network.connect n shop-web-1 (changed networks.n.labels.colour) after network.create n',
      'container.replace db/1 (replaced n) after network.create n, network.connect n shop-db-1?',
      'container.replace web/1 (replaced n) after network.create n, network.connect n shop-web-1?',
      'container.start db/1 (replaced n) after container.replace db/1',
      'container.start web/1 (replaced n) after container.replace web/1, container.start db/1',
    ])
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
    expect(await onNetwork(scenario)).toEqual(['shop-db-1', 'shop-web-1'])
    expect(await scenario.plan()).toEqual([])
  })

  it('is not touched while services that were not named use it', async () => {
    const scenario = await changed()
    expect(await scenario.up({ services: ['db'] })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP413 the definition of network "shop_n" changed, and it is in use by "shop-web-1", which this command does not replace',
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('is not touched while containers of others use it', async () => {
    const scenario = await changed()
    const body = { Image: 'nginx', HostConfig: { NetworkMode: 'shop_n' } }
    const id = await scenario.engine.containers.create({ name: 'probe', body }, signal)
    await scenario.engine.containers.start(id, signal)
    scenario.engine.forgetRequests()
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages[0]).toContain('in use by "probe"')
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('is not touched where its containers are to be kept', async () => {
    const scenario = await changed()
    expect(await scenario.up({ recreate: 'never' })).toEqual({ kind: 'failed' })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('waits for orphans that are removed', async () => {
    const scenario = await changed()
    scenario.edit(
      shop('blue')
        .replace(/ {2}db:.*\n/, '')
        .replace(', depends_on: [db]', ''),
    )
    expect(
      (await scenario.plan({ removeOrphans: true })).find((line) => line.startsWith('network.remove')),
    ).toBe(
      'network.remove n (changed networks.n.labels.colour) after container.remove db/1, network.disconnect n shop-web-1',
    )
    expect(await scenario.up({ removeOrphans: true })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('is left alone, and its users running, when an image cannot be pulled', async () => {
    const scenario = await changed()
    scenario.edit(shop('blue').replace('image: nginx', 'image: "not/there:1"'))
    scenario.engine.inject({ method: 'images.pull', error: new EngineError('not-found', 'no such image') })
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
    expect(await onNetwork(scenario)).toEqual(['shop-db-1', 'shop-web-1'])
  })

  it.each(['networks.remove', 'networks.create', 'containers.create'] as const)(
    'leaves nothing running without it when %s does not succeed, and the next up puts all right',
    async (method) => {
      const scenario = await changed()
      scenario.engine.inject({ method, error: new EngineError('failed', 'bad weather') })
      expect(await scenario.up()).toEqual({ kind: 'failed' })
      const all = await scenario.engine.containers.list({}, signal)
      expect(all.filter(({ state, networks }) => state === 'running' && networks.length === 0)).toEqual([])
      expect(await scenario.up()).toEqual({ kind: 'done' })
      expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
      expect(await onNetwork(scenario)).toEqual(['shop-db-1', 'shop-web-1'])
      expect(await scenario.plan()).toEqual([])
    },
  )
})
