import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const yaml = `
services:
  db: { image: busybox, scale: 3, healthcheck: { test: 'true' } }
  web: { image: nginx, depends_on: { db: { condition: service_healthy } } }
`

describe('I9: a service is ready only when each of its replicas is', () => {
  it.each(['shop-db-1', 'shop-db-2', 'shop-db-3'])(
    'so %s alone holds back what depends on it',
    async (name) => {
      const scenario = new Scenario(yaml)
      scenario.engine.behave(name, { health: 'unhealthy' })
      expect(await scenario.up()).toEqual({ kind: 'failed' })
      expect(scenario.engine.peek('shop-web-1')?.state).toBe('created')
    },
  )

  it.each(['shop-db-1', 'shop-db-2', 'shop-db-3'])('so --wait fails when only %s exits', async (name) => {
    const scenario = new Scenario('services: { db: { image: busybox, scale: 3 } }')
    scenario.engine.behave(name, { exits: 2 })
    expect(await scenario.up({ wait: true })).toEqual({ kind: 'failed' })
  })

  it('so all of them ready are enough', async () => {
    expect(await new Scenario(yaml).up({ wait: true })).toEqual({ kind: 'done' })
  })
})
