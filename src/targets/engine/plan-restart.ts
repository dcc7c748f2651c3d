import type { ObservedContainer } from '../../engine/observed.ts'
import { reachableFrom, reverseEdges } from '../../graph/reach.ts'
import type { Project } from '../../model/project.ts'
import type { Dependency, Service } from '../../model/service.ts'
import type { ActionId, Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { dependencyOrder } from './dependency-order.ts'
import { hookActions } from './hook-actions.ts'
import { replicasOf } from './replicas.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface RestartIntent {
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  /** Leave out what depends on them with `restart: true`. */
  readonly noDeps: boolean
  readonly timeoutSeconds?: number
}

const reason: Reason = { because: 'requested', flag: 'restart' }

/**
 * Restarts what there is of these services, and of those that ask to be restarted with them, after them and after the
 * conditions they wait for. Stopped containers are started. Section 4.5, `restart: true`.
 */
export function planRestart(
  project: Pick<Project, 'name' | 'services'>,
  containers: readonly ObservedContainer[],
  intent: RestartIntent,
): Plan<EngineAction> {
  const links = restartLinks(project)
  const chosen = chooseServices(links, intent)
  const planned: Planned = { actions: [], ends: new Map() }
  for (const name of dependencyOrder(project)) {
    const service = own(project.services, name)
    if (service === undefined || !chosen.has(name)) continue
    const after = (links.get(name) ?? [])
      .filter((dependency) => chosen.has(dependency))
      .flatMap((dependency) => gate(service, dependency, containers, planned))
    const ends = replicasOf(name, containers).map((container) => {
      const steps = restartSteps(service, container, after, intent)
      planned.actions.push(...steps)
      return steps.at(-1)?.id ?? ''
    })
    planned.ends.set(name, ends)
  }
  return smallPlan(project.name, planned.actions)
}

interface Planned {
  readonly actions: EngineAction[]
  /** By service: the last action of each of its containers. */
  readonly ends: Map<string, readonly ActionId[]>
}

/** By service: those it is restarted with. */
function restartLinks(project: Pick<Project, 'services'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.values(project.services).map((service) => [
      service.name,
      Object.entries(service.depends_on ?? {})
        .filter(([name, { restart }]) => restart === true && own(project.services, name) !== undefined)
        .map(([name]) => name),
    ]),
  )
}

function chooseServices(
  links: ReadonlyMap<string, readonly string[]>,
  { services, noDeps }: RestartIntent,
): ReadonlySet<string> {
  if (services.length === 0) return new Set(links.keys())
  return noDeps ? new Set(services) : reachableFrom(services, reverseEdges(links))
}

const conditions = {
  service_started: undefined,
  service_healthy: 'healthy',
  service_completed_successfully: 'completed',
} as const satisfies Record<Dependency['condition'], string | undefined>

/** What has to be done before a dependent: the restarts of the dependency, or waiting for its condition after them. */
function gate(
  { name: dependent, depends_on }: Service,
  dependency: string,
  containers: readonly ObservedContainer[],
  planned: Planned,
): readonly ActionId[] {
  const ends = planned.ends.get(dependency) ?? []
  const condition = conditions[own(depends_on, dependency)?.condition ?? 'service_started']
  if (condition === undefined) return ends
  return replicasOf(dependency, containers).map((container) => {
    const target = containerRef(container)
    const id = actionId('container.await', target, condition)
    if (!planned.actions.some((action) => action.id === id)) {
      planned.actions.push({
        id,
        do: 'container.await',
        target,
        reason: { because: 'condition', dependents: [dependent] },
        after: ends,
        container: container.id,
        condition,
      })
    }
    return id
  })
}

function restartSteps(
  service: Service,
  container: ObservedContainer,
  after: readonly ActionId[],
  { timeoutSeconds }: RestartIntent,
): readonly EngineAction[] {
  const step = { ref: containerRef(container), container: container.id, service, reason }
  const before = container.state === 'running' ? hookActions('pre_stop', { ...step, after }) : []
  const lastBefore = before.at(-1)
  const id = actionId('container.restart', step.ref)
  const restart: EngineAction = {
    id,
    do: 'container.restart',
    target: step.ref,
    reason,
    after: lastBefore === undefined ? after : [lastBefore.id],
    container: container.id,
    ...(timeoutSeconds === undefined ? {} : { graceSeconds: timeoutSeconds }),
  }
  return [...before, restart, ...hookActions('post_start', { ...step, after: [id] })]
}
