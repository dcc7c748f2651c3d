import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { containerDivergence, type DivergenceContext } from './container-divergence.ts'
import { containerRef, replacedId } from './container-ref.ts'
import type { ContainerRef, Decisions, Instance, ServiceDecision, Surplus } from './decisions.ts'
import type { RecreatePolicy, UpIntent } from './intent.ts'
import { containerName, numberOf } from './labels.ts'
import { replicasOf } from './replicas.ts'

/** Decides for every service, dependencies first, which containers stay, are replaced, are added or go. Section 4.4. */
export function decideServices(
  order: readonly string[],
  intent: UpIntent,
  context: Omit<DivergenceContext, 'decisions'> & { readonly containers: readonly ObservedContainer[] },
): Decisions {
  const decisions = new Map<string, ServiceDecision>()
  for (const name of order) {
    const service = own(context.project.services, name)
    if (service === undefined || service.provider !== undefined) continue
    const existing = replicasOf(name, context.containers)
    decisions.set(name, decideService(service, existing, intent, { ...context, decisions }))
  }
  return decisions
}

function decideService(
  service: Service,
  existing: readonly ObservedContainer[],
  intent: UpIntent,
  context: DivergenceContext,
): ServiceDecision {
  const { project } = context
  const policy = recreatePolicy(service, intent)
  const { replicas, leftovers } = separateLeftovers(existing)
  const judged = replicas.map((current) => ({ current, reason: judge(service, current, policy, context) }))
  const wanted = own(intent.scale, service.name) ?? replicasWanted(service)
  const { kept, dropped } = splitSurplus(judged, wanted)
  const instances: Instance[] = kept.map(({ current, reason }) => {
    const ref = newRef(project, service, numberOf(current.labels) ?? 1)
    if (reason !== undefined) return { fate: 'replace', ref, current, reason }
    return {
      fate: 'keep',
      ref: replacedId(current.name) === undefined ? containerRef(current) : ref,
      current,
    }
  })
  let next = Math.max(0, ...existing.map((container) => numberOf(container.labels) ?? 0)) + 1
  while (instances.length < wanted) {
    instances.push({ fate: 'create', ref: newRef(project, service, next), reason: { because: 'missing' } })
    next += 1
  }
  const surplus = [
    ...leftovers.map((current) => surplusOf(current, { because: 'unfinished-replacement' })),
    ...dropped.map(({ current }) => surplusOf(current, { because: 'scaled-down', wanted })),
  ]
  return { service, instances, surplus }
}

function surplusOf(current: ObservedContainer, reason: Reason): Surplus {
  return { ref: containerRef(current), current, reason }
}

/**
 * A replacement that was cut off leaves its new container under the temporary name. While the replica of that number is
 * there it is in the way; once the old one is gone it is the replica, and only lacks its name.
 */
function separateLeftovers(existing: readonly ObservedContainer[]): {
  readonly replicas: readonly ObservedContainer[]
  readonly leftovers: readonly ObservedContainer[]
} {
  const isNamed = (container: ObservedContainer) => replacedId(container.name) === undefined
  const taken = new Set(existing.filter(isNamed).map(({ labels }) => numberOf(labels)))
  const isLeftover = (container: ObservedContainer) =>
    !isNamed(container) && taken.has(numberOf(container.labels))
  return { replicas: existing.filter((one) => !isLeftover(one)), leftovers: existing.filter(isLeftover) }
}

function replicasWanted(service: Service): number {
  return service.scale ?? service.deploy?.replicas ?? 1
}

function recreatePolicy(service: Service, intent: UpIntent): RecreatePolicy {
  const isNamed = intent.services.length === 0 || intent.services.includes(service.name)
  return isNamed ? intent.recreate : intent.recreateDependencies
}

function judge(
  service: Service,
  current: ObservedContainer,
  policy: RecreatePolicy,
  context: DivergenceContext,
): Reason | undefined {
  switch (policy) {
    case 'never':
      return undefined
    case 'force':
      return { because: 'requested', flag: '--force-recreate' }
    case 'diverged':
      return containerDivergence(service, current, context)
  }
}

interface Judged {
  readonly current: ObservedContainer
  readonly reason: Reason | undefined
}

/** When there are too many, outdated ones go first, then the highest numbers. */
function splitSurplus(
  judged: readonly Judged[],
  wanted: number,
): { readonly kept: readonly Judged[]; readonly dropped: readonly Judged[] } {
  if (judged.length <= wanted) return { kept: judged, dropped: [] }
  const byWorth = judged.toSorted((a, b) => {
    const outdated = Number(a.reason !== undefined) - Number(b.reason !== undefined)
    return outdated !== 0 ? outdated : (numberOf(a.current.labels) ?? 0) - (numberOf(b.current.labels) ?? 0)
  })
  const kept = new Set(byWorth.slice(0, wanted))
  return { kept: judged.filter((one) => kept.has(one)), dropped: judged.filter((one) => !kept.has(one)) }
}

function newRef(project: Project, service: Service, number: number): ContainerRef {
  return { kind: 'container', service: service.name, number, name: containerName(project, service, number) }
}
