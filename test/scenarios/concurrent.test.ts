import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const web = (level: string) =>
  `services: { web: { image: nginx, environment: { LEVEL: ${level} } }, db: { image: busybox } }`

describe('commands on one project at once', () => {
  it('end as if one had run after the other', async () => {
    const scenario = new Scenario(web('a'))
    const endings = await Promise.all(Array.from({ length: 5 }, () => scenario.up()))
    expect(endings).toEqual(Array.from({ length: 5 }, () => ({ kind: 'done' })))
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })

  it('replace a container once', async () => {
    const scenario = new Scenario(web('a'))
    await scenario.up()
    scenario.edit(web('b'))
    scenario.engine.forgetRequests()
    await Promise.all(Array.from({ length: 5 }, () => scenario.up()))
    const created = scenario.engine.requests.filter(({ method }) => method === 'containers.create')
    expect(created).toHaveLength(1)
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })
})
