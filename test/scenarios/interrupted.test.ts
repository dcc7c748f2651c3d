import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const web = (level: string) => `services: { web: { image: nginx, environment: { LEVEL: ${level} } } }`
const never = new AbortController().signal

/** As after a kill in the middle of a replacement: the new container is there under its temporary name. */
async function cutOff({ oldIsGone = false } = {}): Promise<Scenario> {
  const scenario = new Scenario(web('a'))
  await scenario.up()
  const old = scenario.engine.peek('shop-web-1')
  scenario.edit(web('b'))
  await scenario.up()
  const made = scenario.engine.peek('shop-web-1')
  const temporary = `${(old?.id ?? '').slice(0, 12)}_shop-web-1`
  if (oldIsGone) {
    await scenario.engine.containers.stop('shop-web-1', 0, never)
    await scenario.engine.containers.rename('shop-web-1', temporary, never)
  } else {
    const body = { Image: 'nginx', Labels: { ...made?.labels }, HostConfig: {} }
    await scenario.engine.containers.create({ name: temporary, body }, never)
  }
  return scenario
}

const names = async (scenario: Scenario) =>
  (await scenario.containers()).map((line) => line.replace(/^[0-9a-f]{12}_/, 'OLD_'))

describe('after a replacement that was cut off', () => {
  it('removes the container that was to take over, where the old one is still there', async () => {
    const scenario = await cutOff()
    expect(await names(scenario)).toEqual(['OLD_shop-web-1 created', 'shop-web-1 running'])
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await names(scenario)).toEqual(['shop-web-1 running'])
    expect(await scenario.plan()).toEqual([])
  })

  it('gives the new container its name, where the old one is gone', async () => {
    const scenario = await cutOff({ oldIsGone: true })
    expect(await names(scenario)).toEqual(['OLD_shop-web-1 exited'])
    expect(await scenario.plan()).toEqual([
      'container.rename web/1 (unfinished-replacement)',
      'container.start web/1 (exited) after container.rename web/1',
    ])
    await scenario.up()
    expect(await names(scenario)).toEqual(['shop-web-1 running'])
  })

  it('is taken down whole', async () => {
    const scenario = await cutOff()
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(await names(scenario)).toEqual([])
    expect(await scenario.engine.networks.find('shop_default', never)).toBeUndefined()
  })

  it('starts nothing before what holds its ports has stopped', async () => {
    const scenario = await cutOff()
    scenario.edit(web('c'))
    const plan = await scenario.plan()
    const start = plan.find((line) => line.startsWith('container.start web/1'))
    expect(start).toMatch(/after container\.replace web\/1, container\.stop web\/1 [0-9a-f]{12}_shop-web-1$/)
  })
})
