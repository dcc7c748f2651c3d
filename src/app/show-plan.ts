import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Plan } from '../planner/plan.ts'
import { shownPlan } from '../planner/shown-plan.ts'
import type { Surroundings } from './surroundings.ts'

interface PlanSources {
  readonly origins?: Origins
  readonly sources?: SourceTexts
}

/** Tells a plan as a whole, without values that may be secret. */
export function showPlan({ host }: Surroundings, plan: Plan, { origins, sources }: PlanSources): void {
  host.emit({
    type: 'plan',
    plan: shownPlan(plan, origins?.textsFromVariables() ?? new Set()),
    ...(sources === undefined ? {} : { sources }),
  })
}
