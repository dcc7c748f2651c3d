import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'
import { anyProject, seeded, textOf } from './arbitrary-project.ts'

describe('I1: what was brought up needs nothing', () => {
  it('for every project', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const scenario = new LifeScenario(textOf(project))
        expect(await scenario.up()).toEqual({ kind: 'done' })
        expect(await scenario.plan()).toEqual([])
        scenario.engine.forgetRequests()
        await scenario.up()
        expect(scenario.engine.mutatingRequests).toEqual([])
      }),
      seeded,
    )
  })

  it('for every project that becomes another one', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyProject, async (before, after) => {
        const scenario = new LifeScenario(textOf(before))
        await scenario.up()
        scenario.edit(textOf(after))
        expect(await scenario.up({ removeOrphans: true })).toEqual({ kind: 'done' })
        expect(await scenario.plan()).toEqual([])
      }),
      seeded,
    )
  })

  it('after it was stopped and started', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const scenario = new LifeScenario(textOf(project))
        await scenario.up()
        await scenario.stop()
        await scenario.start()
        expect(await scenario.plan()).toEqual([])
      }),
      seeded,
    )
  })
})
