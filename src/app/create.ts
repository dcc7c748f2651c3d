import { load } from './load-project.ts'
import { planProject } from './plan-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { takeTurn } from './take-turn.ts'
import type { UpRequest } from './up-request.ts'

/** Creates what the project describes and starts nothing. Section 1.4. */
export async function create(surroundings: Surroundings, asked: UpRequest): Promise<Ending> {
  const loaded = await load(surroundings, { ...asked.load, services: asked.services })
  if (loaded.ending !== undefined) return loaded.ending
  const request = { ...asked, services: loaded.named }
  const { origins, sources } = loaded
  const engine = await surroundings.engine()
  using _turn = await takeTurn(surroundings, { engine, project: loaded.project, dryRun: request.dryRun })
  const planned = await planProject(surroundings, { engine, loaded, request: { ...request, noStart: true } })
  if (planned.ending !== undefined) return planned.ending
  const { plan } = planned
  const run = { engine, plan, project: planned.project, origins, sources, dryRun: request.dryRun }
  return endingOf(await runPlan(surroundings, run))
}
