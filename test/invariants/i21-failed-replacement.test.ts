import { EngineError } from '../../src/engine/errors.ts'
import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'

const shop = (level: string) => `
services:
  db: { image: postgres:16, volumes: [data:/data] }
  web: { image: nginx, environment: { LEVEL: ${level} }, networks: [default, back], depends_on: [db] }
networks: { back: {} }
volumes: { data: {} }
`

const broken = new EngineError('failed', 'the disk is full', { status: 500 })

async function changed(): Promise<LifeScenario> {
  const scenario = new LifeScenario(shop('info'))
  await scenario.up()
  scenario.edit(shop('debug'))
  return scenario
}

const steps = [
  'containers.create',
  'containers.stop',
  'containers.remove',
  'containers.rename',
  'containers.start',
] as const

describe('I21: a replacement that does not succeed', () => {
  it.each(['containers.create', 'containers.stop'] as const)(
    'leaves the old container running under its name when %s fails',
    async (method) => {
      const scenario = await changed()
      const before = scenario.engine.peek('shop-web-1')?.id
      scenario.engine.inject({ method, error: broken })
      expect(await scenario.up()).toEqual({ kind: 'failed' })
      expect(scenario.engine.peek('shop-web-1')).toMatchObject({ id: before, state: 'running' })
      expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
    },
  )

  it.each(steps.flatMap((method) => [[method, 'before'] as const, [method, 'after'] as const]))(
    'is completed by the next up when %s fails %s the engine did its work',
    async (method, moment) => {
      const scenario = await changed()
      const afterwards = moment === 'after' ? ({ afterwards: true } as const) : {}
      scenario.engine.inject({ method, error: broken, ...afterwards })
      await scenario.up()
      expect(await scenario.up()).toEqual({ kind: 'done' })
      expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
      expect(await scenario.plan()).toEqual([])
    },
  )
})
