import type { ObservedContainer } from '../../engine/observed.ts'
import type { Plan } from '../../planner/plan.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { isOneOff, serviceOf } from './labels.ts'
import { isAlive } from './replicas.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface PauseIntent {
  readonly services: readonly string[]
  readonly verb: 'pause' | 'unpause'
}

/** Pauses what runs of these services, or lets it go on; all at once. */
export function planPause(
  project: { readonly name: string },
  containers: readonly ObservedContainer[],
  { services, verb }: PauseIntent,
): Plan<EngineAction> {
  const actions = containers
    .filter((container) => isAlive(container) && !isOneOff(container.labels))
    .filter((container) => services.includes(serviceOf(container.labels) ?? ''))
    .map((container): EngineAction => {
      const target = containerRef(container)
      return {
        id: actionId(`container.${verb}`, target),
        do: `container.${verb}`,
        target,
        reason: { because: 'requested', flag: verb },
        after: [],
        container: container.id,
      }
    })
  return smallPlan(project.name, actions)
}
