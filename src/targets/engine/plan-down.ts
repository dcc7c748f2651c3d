import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId, Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { anonymousLosses } from './anonymous-losses.ts'
import type { EngineAction } from './actions.ts'
import type { DownIntent } from './intent.ts'
import { isOneOff, labelNames, serviceOf } from './labels.ts'
import { madeElsewhere } from './made-elsewhere.ts'
import { basisOf } from './observed-basis.ts'
import type { ObservedState } from './observe.ts'
import { findOrphans, orphanWarning } from './plan-orphans.ts'
import { planResourceRemovals } from './plan-down-resources.ts'
import { dependencyOrder } from './dependency-order.ts'
import { providerAction } from './plan-supplies.ts'
import { removeContainer, stopAfterHooks } from './removal.ts'
import { isAlive } from './replicas.ts'
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
  const isLeaving = (container: ObservedContainer) => isGoing(container, going, orphans, intent)
  const containers = planRemovals(
    { ...project, services: all },
    observed.containers.filter(isLeaving),
    intent,
  )
  const resources = planResourceRemovals(project, observed, {
    intent,
    going,
    staying: observed.containers.filter((container) => !isLeaving(container)),
    after: containers.filter((action) => action.do === 'container.remove').map((action) => action.id),
  })
  const isWarned = orphans.length > 0 && !intent.removeOrphans
  return {
    format: 1,
    project: project.name,
    ...basisOf(project, observed),
    actions: [...containers, ...planWithdrawals(project, going, containers), ...resources],
    unchanged: [],
    losses: [
      ...anonymousLosses(containers, observed.containers),
      ...resources.flatMap(({ do: verb, id }) =>
        verb === 'volume.remove' ? [{ action: id, what: 'volume-data' as const }] : [],
      ),
    ],
    kept: [],
    undecided: [],
    warnings: [
      ...madeElsewhere(project, observed.containers, containers, isWarned ? orphans : []),
      ...(isWarned ? [orphanWarning(orphans)] : []),
    ],
  }
}

/** Providers take away what they made once nothing that depends on it is left. */
function planWithdrawals(
  { services }: Project,
  going: ReadonlySet<string> | undefined,
  containers: readonly EngineAction[],
): readonly EngineAction[] {
  return Object.values(services)
    .filter(({ name, provider }) => provider !== undefined && going?.has(name) !== false)
    .map((service) => {
      const dependents = dependentServices({ services }, service.name)
      const removals = containers.filter(
        ({ do: verb, target }) =>
          verb === 'container.remove' && target.kind === 'container' && dependents.includes(target.service),
      )
      return { ...providerAction('provider.down', service, reason), after: removals.map(({ id }) => id) }
    })
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
    const step = { ref, container: container.id, reason, isStopped: !isAlive(container) }
    const { hooks, stop } = stopAfterHooks({
      ...step,
      service: hasPreStop(container) ? own(project.services, ref.service) : undefined,
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

/** What runs before a start ends without preparation. */
function hasPreStop({ state, labels }: ObservedContainer): boolean {
  return state === 'running' && labels[labelNames.hook] === undefined
}

function dependentServices(project: Pick<Project, 'services'>, service: string): readonly string[] {
  return Object.values(project.services)
    .filter((other) => own(other.depends_on, service) !== undefined)
    .map((other) => other.name)
}
