import type { ObservedContainer } from '../../engine/engine.ts'
import type { Project } from '../../model/project.ts'
import { planBasis } from '../../planner/basis.ts'
import type { ActionId, Plan } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import type { DownIntent } from './intent.ts'
import { isOneOff, labelNames, serviceOf } from './labels.ts'
import { observedBasis } from './observed-basis.ts'
import type { ObservedState } from './observe.ts'
import { findOrphans, orphanWarning } from './plan-orphans.ts'
import { dependencyOrder } from './dependency-order.ts'
import { removeContainer, stopAfterHooks } from './removal.ts'
import { dependentsOf } from './dependents.ts'
import { containerRef } from './container-ref.ts'

const reason: Reason = { because: 'requested', flag: 'down' }

/**
 * Stops and removes a project's containers, dependents before what they depend on, then its networks, and its volumes
 * only when asked to. External resources, and those of other projects, are never in it. Section 1.8.
 */
export function planDown(project: Project, observed: ObservedState, intent: DownIntent): Plan<EngineAction> {
  const all = { ...project.disabledServices, ...project.services }
  const going = intent.services.length === 0 ? undefined : dependentsOf(all, intent.services)
  const orphans = intent.services.length === 0 ? findOrphans(project, observed.containers) : []
  const containers = planRemovals(
    { ...project, services: all },
    observed.containers.filter((container) => isGoing(container, going, orphans, intent)),
    intent,
  )
  const removals = containers.filter((action) => action.do === 'container.remove').map((action) => action.id)
  const isWhole = intent.services.length === 0
  const networks = isWhole ? planNetworkRemovals(project, observed, removals) : []
  const volumes = isWhole && intent.volumes ? planVolumeRemovals(project, observed, removals) : []
  const isWarned = orphans.length > 0 && !intent.removeOrphans
  return {
    format: 1,
    project: project.name,
    basis: planBasis(project, observedBasis(observed)),
    actions: [...containers, ...networks, ...volumes],
    unchanged: [],
    losses: volumes.map((action) => ({ action: action.id, what: 'volume-data' as const })),
    warnings: isWarned ? [orphanWarning(orphans)] : [],
  }
}

function isGoing(
  container: ObservedContainer,
  services: ReadonlySet<string> | undefined,
  orphans: readonly ObservedContainer[],
  intent: DownIntent,
): boolean {
  if (services !== undefined) {
    return services.has(serviceOf(container.labels) ?? '') && !isOneOff(container.labels)
  }
  if (isOneOff(container.labels)) return intent.removeOrphans
  return intent.removeOrphans || !orphans.includes(container)
}

function planRemovals(
  project: Pick<Project, 'services'>,
  containers: readonly ObservedContainer[],
  intent: DownIntent,
): readonly EngineAction[] {
  const actions: EngineAction[] = []
  const stopsOf = new Map<string, ActionId[]>()
  const order = dependencyOrder(project).toReversed()
  const known = new Set(order)
  const unknown = containers.filter((container) => !known.has(serviceOf(container.labels) ?? ''))
  const queue = [
    ...order.flatMap((name) => containers.filter((container) => serviceOf(container.labels) === name)),
    ...unknown,
  ]
  for (const container of queue) {
    const ref = containerRef(container)
    const after = dependentServices(project, ref.service).flatMap((name) => stopsOf.get(name) ?? [])
    const step = { ref, container: container.id, reason }
    const { hooks, stop } = stopAfterHooks({
      ...step,
      service: container.state === 'running' ? own(project.services, ref.service) : undefined,
      after,
      ...(intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }),
    })
    stopsOf.set(ref.service, [...(stopsOf.get(ref.service) ?? []), stop.id])
    actions.push(
      ...hooks,
      stop,
      removeContainer({ ...step, after: [stop.id], anonymousVolumes: intent.volumes }),
    )
  }
  return actions
}

function dependentServices(project: Pick<Project, 'services'>, service: string): readonly string[] {
  return Object.values(project.services)
    .filter((other) => own(other.depends_on, service) !== undefined)
    .map((other) => other.name)
}

/** By label, whatever the file says now: a network that was renamed or dropped from the file goes too. */
function planNetworkRemovals(
  project: Project,
  observed: ObservedState,
  after: readonly ActionId[],
): readonly EngineAction[] {
  return observed.networks.map((network): EngineAction => {
    const key = network.labels[labelNames.network] ?? network.name
    const target: ResourceRef = { kind: 'network', key, name: network.name }
    const isExpected = own(project.networks, key)?.name === network.name
    return {
      id: actionId('network.remove', target, isExpected ? '' : network.name),
      do: 'network.remove',
      target,
      reason,
      after,
      network: network.id,
      tolerant: true,
    }
  })
}

/** Only volumes that the file declares and that carry this project's labels: data is never removed by guess. */
function planVolumeRemovals(
  project: Project,
  observed: ObservedState,
  after: readonly ActionId[],
): readonly EngineAction[] {
  return Object.entries(project.volumes).flatMap(([key, volume]): readonly EngineAction[] => {
    const isOwn = observed.volumes.some((candidate) => candidate.name === volume.name)
    if (volume.external === true || !isOwn) return []
    const target: ResourceRef = { kind: 'volume', key, name: volume.name }
    return [
      {
        id: actionId('volume.remove', target),
        do: 'volume.remove',
        target,
        reason,
        after,
        volume: volume.name,
        tolerant: true,
      },
    ]
  })
}
