import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordOf } from '../../src/units/record.ts'
import { LifeScenario } from '../support/life.ts'
import { anyProject, seeded, textOf, type ArbitraryProject } from './arbitrary-project.ts'

function changed(project: ArbitraryProject, name: string): ArbitraryProject {
  const service = { ...project.services[name], labels: { changed: 'yes' } }
  return { services: { ...project.services, [name]: service } }
}

/** The service, and those that have asked to be restarted with it, and so on. */
function reached(project: ArbitraryProject, changedName: string): ReadonlySet<string> {
  const found = new Set([changedName])
  for (const [name, { depends_on }] of Object.entries(project.services)) {
    const dependencies = Object.entries(recordOf(depends_on) ?? {})
    if (dependencies.some(([other, how]) => recordOf(how)?.['restart'] === true && found.has(other)))
      found.add(name)
  }
  return found
}

const projectAndName = anyProject.chain((project) =>
  fc.tuple(fc.constant(project), fc.constantFrom(...Object.keys(project.services))),
)

describe('I10: a container is touched only for a reason of its own', () => {
  it('when one service changes', async () => {
    await fc.assert(
      fc.asyncProperty(projectAndName, async ([project, name]) => {
        const scenario = new LifeScenario(textOf(project))
        await scenario.up()
        scenario.begun()
        scenario.edit(textOf(changed(project, name)))
        await scenario.up()
        const touched = new Set(
          scenario.begun().flatMap((id) => /^container\.\w+ (\w+)\//.exec(id)?.[1] ?? []),
        )
        const allowed = reached(project, name)
        expect([...touched].filter((service) => !allowed.has(service))).toEqual([])
      }),
      seeded,
    )
  })

  it('and no container is left that was created and not started', async () => {
    await fc.assert(
      fc.asyncProperty(projectAndName, async ([project, name]) => {
        const scenario = new LifeScenario(textOf(project))
        await scenario.up()
        scenario.edit(textOf(changed(project, name)))
        await scenario.up()
        expect((await scenario.containers()).filter((text) => !text.endsWith(' running'))).toEqual([])
      }),
      seeded,
    )
  })
})
