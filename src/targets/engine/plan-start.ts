import type { ObservedContainer } from '../../engine/observed.ts'
import { reachableFrom } from '../../graph/reach.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { Plan } from '../../planner/plan.ts'
import { own } from '../../units/own.ts'
import type { EngineAction } from './actions.ts'
import type { Decisions } from './decisions.ts'
import { dependencyOrder } from './dependency-order.ts'
import { planStarts } from './plan-starts.ts'
import { replicasOf } from './replicas.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface StartIntent {
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  /** Wait until everything runs, and is healthy where it can tell. */
  readonly wait: boolean
}

/** Starts the containers that are there, of these services and of what they depend on; creates none. */
export function planStart(
  project: Project,
  containers: readonly ObservedContainer[],
  intent: StartIntent,
): Plan<EngineAction> {
  const chosen = withDependencies(project, intent.services)
  const decisions = new Map(
    dependencyOrder(chosen).flatMap((name) => {
      const service = own(chosen.services, name)
      return service === undefined ? [] : [[name, keepAll(service, containers)] as const]
    }),
  ) satisfies Decisions
  const starts = planStarts(decisions, {
    project: chosen,
    intent,
    creations: new Map(),
    stops: { actions: [], beforeReplacing: new Map(), restarts: new Map() },
  })
  return smallPlan(project.name, starts)
}

function keepAll(service: Service, containers: readonly ObservedContainer[]) {
  const instances = replicasOf(service.name, containers).map(
    (current) => ({ fate: 'keep', ref: containerRef(current), current }) as const,
  )
  return { service, instances, surplus: [] }
}

function withDependencies(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project
  const edges = new Map(
    Object.values(project.services).map((service) => [service.name, Object.keys(service.depends_on ?? {})]),
  )
  const reached = reachableFrom(names, edges)
  const services = Object.entries(project.services).filter(([name]) => reached.has(name))
  return { ...project, services: Object.fromEntries(services) }
}
