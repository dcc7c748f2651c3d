import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { LifeScenario } from '../support/life.ts'
import { anyProject, seeded, textOf } from './arbitrary-project.ts'

const dryRun = { dryRun: true } as const

const commands: readonly (readonly [string, (scenario: LifeScenario) => Promise<unknown>])[] = [
  ['plan', (one) => planOnly(one.surroundings, one.upRequest())],
  ['up', (one) => one.up(dryRun)],
  ['up --force-recreate', (one) => one.up({ ...dryRun, recreate: 'force' })],
  ['up --pull always', (one) => one.up({ ...dryRun, pull: 'always' })],
  ['create', (one) => one.create(dryRun)],
  ['start', (one) => one.start(dryRun)],
  ['stop', (one) => one.stop(dryRun)],
  ['restart', (one) => one.restart(dryRun)],
  ['kill', (one) => one.kill(dryRun)],
  ['rm', (one) => one.remove({ ...dryRun, stop: true, announce: () => undefined })],
  ['pull', (one) => one.pull(dryRun)],
  ['down', (one) => one.down({ ...dryRun, volumes: true, removeOrphans: true, removeImages: 'all' })],
]

describe('I4: what only shows what would be done changes nothing', () => {
  it.each(commands)('%s', async (_, command) => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyProject, fc.boolean(), async (before, after, isUp) => {
        const scenario = new LifeScenario(textOf(before))
        if (isUp) await scenario.up()
        scenario.edit(textOf(after))
        scenario.engine.forgetRequests()
        await command(scenario)
        expect(scenario.engine.mutatingRequests).toEqual([])
      }),
      { ...seeded, numRuns: 10 },
    )
  })
})
