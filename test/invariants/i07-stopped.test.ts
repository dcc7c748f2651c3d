import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'

describe('I7: what was told to stop does not run afterwards', () => {
  it.each(['always', 'unless-stopped', 'on-failure', 'no'])('with the restart policy %s', async (restart) => {
    const scenario = new LifeScenario(`services: { web: { image: nginx, scale: 2, restart: "${restart}" } }`)
    await scenario.up()
    expect(await scenario.stop()).toEqual({ kind: 'done' })
    await scenario.engine.clock.advance(3000)
    expect(await scenario.containers()).toEqual(['shop-web-1 exited', 'shop-web-2 exited'])
  })

  it('when it was between two runs', async () => {
    const scenario = new LifeScenario('services: { web: { image: nginx, restart: always } }')
    await scenario.up()
    scenario.engine.exit('shop-web-1', 1)
    expect(await scenario.containers()).toEqual(['shop-web-1 restarting'])
    await scenario.stop()
    await scenario.engine.clock.advance(3000)
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })
})
