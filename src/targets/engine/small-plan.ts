import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Plan } from '../../planner/plan.ts'
import type { EngineAction } from './actions.ts'

/** A plan of a command that only acts on what is there: it is carried out at once and never saved. */
export function smallPlan(
  project: string,
  actions: readonly EngineAction[],
  warnings: readonly Diagnostic[] = [],
): Plan<EngineAction> {
  return {
    format: 1,
    project,
    basis: '',
    actions,
    unchanged: [],
    losses: [],
    kept: [],
    undecided: [],
    warnings,
  }
}
