import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId, Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import type { EngineAction } from './actions.ts'
import { dependencyOrder } from './dependency-order.ts'
import { stopAfterHooks } from './removal.ts'
import { isAlive, replicasOf } from './replicas.ts'
import { providerAction } from './plan-supplies.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface StopIntent {
  readonly services: readonly string[]
  readonly timeoutSeconds?: number
  readonly reason: Reason
  /** Providers that can be stopped are, too. */
  readonly providers?: true
}

/** Stops the running replicas of these services, dependents first; nothing is removed. Section 4.5, stop order. */
export function planStop(
  project: Pick<Project, 'name' | 'services'>,
  containers: readonly ObservedContainer[],
  intent: StopIntent,
): Plan<EngineAction> {
  const stopsOf = new Map<string, ActionId[]>()
  const actions: EngineAction[] = []
  for (const name of dependencyOrder(project).toReversed()) {
    if (!intent.services.includes(name)) continue
    const dependents = Object.values(project.services).filter(
      (other) => own(other.depends_on, name) !== undefined,
    )
    const after = dependents.flatMap((other) => stopsOf.get(other.name) ?? [])
    const stops = replicasOf(name, containers)
      .filter(isAlive)
      .map((container) =>
        stopAfterHooks({
          ref: containerRef(container),
          container: container.id,
          service: own(project.services, name),
          reason: intent.reason,
          after,
          ...(intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }),
        }),
      )
    const service = own(project.services, name)
    if (service?.provider !== undefined && intent.providers === true)
      actions.push({ ...providerAction('provider.stop', service, intent.reason), after })
    actions.push(...stops.flatMap(({ hooks, stop }) => [...hooks, stop]))
    stopsOf.set(
      name,
      stops.map(({ stop }) => stop.id),
    )
  }
  return smallPlan(project.name, actions)
}
