import type { ObservedContainer } from '../../engine/engine.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId, Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { isOneOff, serviceOf } from './labels.ts'
import { orphanRef } from './plan-orphans.ts'
import { dependencyOrder } from './dependency-order.ts'
import { stopAfterHooks } from './removal.ts'

export interface StopIntent {
  readonly services: readonly string[]
  readonly timeoutSeconds?: number
  readonly reason: Reason
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
      (other) => other.depends_on?.[name] !== undefined,
    )
    const after = dependents.flatMap((other) => stopsOf.get(other.name) ?? [])
    const stops = runningReplicas(name, containers).map((container) =>
      stopAfterHooks({
        ref: orphanRef(container),
        container: container.id,
        service: project.services[name],
        reason: intent.reason,
        after,
        ...(intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }),
      }),
    )
    actions.push(...stops.flatMap(({ hooks, stop }) => [...hooks, stop]))
    stopsOf.set(
      name,
      stops.map(({ stop }) => stop.id),
    )
  }
  return planOf(project.name, actions)
}

/** Kills them, all at once. */
export function planKill(
  project: Pick<Project, 'name'>,
  containers: readonly ObservedContainer[],
  intent: { readonly services: readonly string[]; readonly signal: string; readonly reason: Reason },
): Plan<EngineAction> {
  const actions = intent.services.flatMap((name) =>
    runningReplicas(name, containers).map((container): EngineAction => {
      const target = orphanRef(container)
      return {
        id: actionId('container.kill', target),
        do: 'container.kill',
        target,
        reason: intent.reason,
        after: [],
        container: container.id,
        signal: intent.signal,
      }
    }),
  )
  return planOf(project.name, actions)
}

function runningReplicas(
  service: string,
  containers: readonly ObservedContainer[],
): readonly ObservedContainer[] {
  return containers.filter(
    (container) =>
      serviceOf(container.labels) === service &&
      !isOneOff(container.labels) &&
      ['running', 'restarting', 'paused'].includes(container.state),
  )
}

function planOf(project: string, actions: readonly EngineAction[]): Plan<EngineAction> {
  return { format: 1, project, basis: '', actions, unchanged: [], losses: [], warnings: [] }
}
