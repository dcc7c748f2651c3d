import type { Origins } from '../document/origins.ts'
import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { load } from './load-project.ts'
import { planProject } from './plan-project.ts'
import { savedPlan, type SavedPlan } from './saved-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { UpRequest } from './up-request.ts'
import { withValues } from './with-values.ts'

export interface PlanResult {
  readonly ending: Ending
  readonly plan?: Plan<EngineAction>
  /** The plan as it is printed as JSON and saved: without values that may be secret, unless these were asked for. */
  readonly document?: SavedPlan
  readonly origins?: Origins
  readonly sources?: SourceTexts
}

export interface PlanOptions {
  /** Tell values that may be secret: those of the files, and those that containers have. */
  readonly showValues?: boolean
}

/** What `up` would do and why; only reads from the engine. */
export async function planOnly(
  surroundings: Surroundings,
  asked: UpRequest,
  { showValues = false }: PlanOptions = {},
): Promise<PlanResult> {
  const loaded = await load(surroundings, { ...asked.load, services: asked.services })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const request = { ...asked, services: loaded.named }
  const engine = await surroundings.engine()
  const planned = await planProject(surroundings, { engine, loaded, request, neverAsk: true })
  if (planned.ending !== undefined) return { ending: planned.ending }
  const { origins, sources } = loaded
  const plan = showValues ? await withValues(surroundings, { ...planned, engine }) : planned.plan
  const secrets = showValues ? undefined : origins.textsFromVariables()
  const document = savedPlan(plan, {
    request,
    engine: engine.address,
    ...(secrets === undefined ? {} : { secrets }),
  })
  return { ending: { kind: 'done' }, plan, document, origins, sources }
}
