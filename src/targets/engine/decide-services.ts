import type { ObservedContainer } from '../../engine/engine.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { Reason } from '../../planner/reason.ts'
import { containerDivergence, type DivergenceContext } from './container-divergence.ts'
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
    const service = context.project.services[name]
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
  const judged = existing.map((current) => ({ current, reason: judge(service, current, policy, context) }))
  const wanted = intent.scale[service.name] ?? replicasWanted(service)
  const { kept, dropped } = splitSurplus(judged, wanted)
  const instances: Instance[] = kept.map(({ current, reason }) => {
    if (reason === undefined) return { fate: 'keep', ref: existingRef(service, current), current }
    return { fate: 'replace', ref: newRef(project, service, numberOf(current.labels) ?? 1), current, reason }
  })
  let next = Math.max(0, ...existing.map((container) => numberOf(container.labels) ?? 0)) + 1
  while (instances.length < wanted) {
    instances.push({ fate: 'create', ref: newRef(project, service, next), reason: { because: 'missing' } })
    next += 1
  }
  const surplus = dropped.map(({ current }): Surplus => ({
    ref: existingRef(service, current),
    current,
    reason: { because: 'scaled-down', wanted },
  }))
  return { service, instances, surplus }
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

function existingRef(service: Service, current: ObservedContainer): ContainerRef {
  return {
    kind: 'container',
    service: service.name,
    number: numberOf(current.labels) ?? 1,
    name: current.name,
  }
}

function newRef(project: Project, service: Service, number: number): ContainerRef {
  return { kind: 'container', service: service.name, number, name: containerName(project, service, number) }
}
