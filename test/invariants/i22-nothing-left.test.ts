import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { LifeScenario } from '../support/life.ts'
import { anyProject, seeded, textOf } from './arbitrary-project.ts'

const never = new AbortController().signal

async function leftovers(scenario: LifeScenario): Promise<readonly string[]> {
  const labels = { [labelNames.project]: 'shop' }
  const [containers, networks] = await Promise.all([
    scenario.engine.containers.list(labels, never),
    scenario.engine.networks.list(labels, never),
  ])
  return [...containers, ...networks].map(({ name }) => name)
}

describe('I22: after down no container and no network of the project is left', () => {
  it('for every project', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const scenario = new LifeScenario(textOf(project))
        await scenario.up()
        expect(await scenario.down()).toEqual({ kind: 'done' })
        expect(await leftovers(scenario)).toEqual([])
      }),
      seeded,
    )
  })

  it('whatever profiles are active now', async () => {
    const scenario = new LifeScenario(
      'services: { web: { image: nginx }, tool: { image: busybox, profiles: [tools] } }',
    )
    await scenario.up({ load: scenario.load({ profiles: ['tools'] }) })
    await scenario.down()
    expect(await leftovers(scenario)).toEqual([])
  })

  it('where the file says something else now, with --remove-orphans', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyProject, async (before, after) => {
        const scenario = new LifeScenario(textOf(before))
        await scenario.up()
        scenario.edit(textOf(after))
        expect(await scenario.down({ removeOrphans: true })).toEqual({ kind: 'done' })
        expect(await leftovers(scenario)).toEqual([])
      }),
      seeded,
    )
  })
})
