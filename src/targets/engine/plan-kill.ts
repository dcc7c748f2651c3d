import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { isOneOff, serviceOf } from './labels.ts'
import { isAlive } from './replicas.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface KillIntent {
  readonly services: readonly string[]
  /** Containers of `run` too. */
  readonly oneOffs: boolean
  readonly signal: string
  readonly reason: Reason
}

/** Sends a signal to everything of these services that runs, all at once. */
export function planKill(
  project: Pick<Project, 'name'>,
  containers: readonly ObservedContainer[],
  intent: KillIntent,
): Plan<EngineAction> {
  const meant = containers.filter(
    (container) =>
      isAlive(container) &&
      intent.services.includes(serviceOf(container.labels) ?? '') &&
      (intent.oneOffs || !isOneOff(container.labels)),
  )
  const actions = meant.map((container): EngineAction => {
    const target = containerRef(container)
    return {
      id: actionId('container.kill', target),
      do: 'container.kill',
      target,
      reason: intent.reason,
      after: [],
      container: container.id,
      signal: intent.signal,
    }
  })
  return smallPlan(project.name, actions)
}
