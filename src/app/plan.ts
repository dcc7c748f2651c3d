import type { Origins } from '../document/origins.ts'
import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { load } from './load-project.ts'
import { planProject } from './plan-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { UpRequest } from './up-request.ts'

export interface PlanResult {
  readonly ending: Ending
  readonly plan?: Plan<EngineAction>
  readonly origins?: Origins
  readonly sources?: SourceTexts
}

/** What `up` would do and why; only reads from the engine. */
export async function planOnly(surroundings: Surroundings, asked: UpRequest): Promise<PlanResult> {
  const loaded = await load(surroundings, { ...asked.load, services: asked.services })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const request = { ...asked, services: loaded.named }
  const engine = await surroundings.engine()
  const planned = await planProject(surroundings, { engine, loaded, request, neverAsk: true })
  if (planned.ending !== undefined) return { ending: planned.ending }
  return { ending: { kind: 'done' }, plan: planned.plan, origins: loaded.origins, sources: loaded.sources }
}
