import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const linked = `
services:
  web: { image: nginx, links: ["db:store"] }
  db: { image: "postgres:16" }
`

function linksOfWeb(scenario: Scenario): readonly string[] | undefined {
  return scenario.engine.peekBody('shop-web-1')?.NetworkingConfig?.EndpointsConfig?.['shop_default']?.Links
}

function reached(...numbers: readonly number[]): readonly string[] {
  return numbers.flatMap((number) =>
    ['store', `db-${number}`, `shop-db-${number}`].map((name) => `shop-db-${number}:${name}`),
  )
}

describe('links', () => {
  it('reach as many containers as are asked for', async () => {
    const scenario = new Scenario(linked)
    await scenario.up({ scale: { db: 2 } })
    expect(linksOfWeb(scenario)).toEqual(reached(1, 2))
  })

  it('reach nothing where no container is wanted', async () => {
    const scenario = new Scenario(linked)
    await scenario.up({ scale: { db: 0 } })
    expect(linksOfWeb(scenario)).toBeUndefined()
  })

  it('reach the containers that are there when the dependency is left out', async () => {
    const scenario = new Scenario(linked)
    await scenario.up({ scale: { db: 2 } })
    await scenario.up({ services: ['web'], noDeps: true, recreate: 'force' })
    expect(linksOfWeb(scenario)).toEqual(reached(1, 2))
  })

  it('wait for the containers that they reach: on the default network the engine looks for them', async () => {
    const scenario = new Scenario(linked)
    expect(await scenario.plan({})).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^container\.create web\/1 .*after.*container\.create db\/1/),
      ]),
    )
  })
})
