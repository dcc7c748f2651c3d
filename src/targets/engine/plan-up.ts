import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { sortDependencies } from '../../graph/sort.ts'
import type { Plan } from '../../planner/plan.ts'
import type { ResourceRef } from '../../planner/reason.ts'
import type { EngineAction } from './actions.ts'
import { withPlaces } from './declared-at.ts'
import { decideServices } from './decide-services.ts'
import type { Decisions } from './decisions.ts'
import { dependencyOrder } from './dependency-order.ts'
import type { OneOffIntent, UpIntent } from './intent.ts'
import { madeElsewhere } from './made-elsewhere.ts'
import { basisOf } from './observed-basis.ts'
import { planContainers } from './plan-containers.ts'
import { planImages } from './plan-images.ts'
import { planNetworks } from './plan-networks.ts'
import { findOrphans, planOrphans } from './plan-orphans.ts'
import { planReplacements } from './plan-replacements.ts'
import { planRestartStops } from './plan-restart-stops.ts'
import { planStarts } from './plan-starts.ts'
import { planSupplies, suppliedServices } from './plan-supplies.ts'
import { planVolumes } from './plan-volumes.ts'
import { withdrawnContainers, withPredecessors } from './replace-volumes.ts'
import { unavailableFeatures } from './unavailable.ts'
import { undecidedContainers } from './undecided.ts'
import type { UpFacts } from './up-facts.ts'

export type Planned =
  | { readonly ok: true; readonly plan: Plan<EngineAction> }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/**
 * What brings the engine from what was observed to what the project says. Pure: the same facts and intent give the same
 * plan. Sections 1.5, 4.4 and 4.5.
 */
export function planUp(facts: UpFacts, intent: UpIntent): Planned {
  const { project, observed, origins } = facts
  const missing = unavailableFeatures(project, origins)
  if (missing.length > 0) return { ok: false, diagnostics: missing }
  const networks = planNetworks(project, observed, origins)
  const volumes = planVolumes(project, observed, origins, intent.replaceVolumes)
  const images = planImages(facts, intent)
  const supplies = planSupplies(facts)
  const problems = [networks, volumes, images].flatMap((part) => part.problems)
  if (problems.length > 0) return { ok: false, diagnostics: problems }

  const order = dependencyOrder(project)
  const orphans = planOrphans(project, observed, intent)
  const withdrawn = withdrawnContainers(volumes.replacements, project, observed.containers)
  const going = new Set(withdrawn.map(({ current }) => current))
  const known = { networks: networks.decisions, volumes: volumes.decisions }
  const decided = decideServices(order, intent, {
    ...facts,
    unknownVariables: facts.unknownVariables ?? suppliedServices(project),
    containers: observed.containers.filter((container) => !going.has(container)),
    images: observed.images,
    ...known,
  })
  const decisions = withPredecessors(withOneOff(decided, intent.oneOff), withdrawn)
  const stops = planRestartStops(decisions, intent)
  const first = [...supplies.actions, ...networks.actions, ...volumes.actions, ...images.actions]
  const replacements = planReplacements(
    { networks, volumes, withdrawn, others: orphans.actions },
    { facts: { ...facts, services: order }, intent, decisions, stops, first: first.map(({ id }) => id) },
  )
  const ready = { images: images.ready, supplies: supplies.ready }
  const containers = planContainers(facts, intent, { ...replacements, ...known, ...ready, decisions, stops })
  const impossible = [...replacements.problems, ...containers.problems]
  if (impossible.length > 0) return { ok: false, diagnostics: impossible }
  const starts = intent.start
    ? planStarts(decisions, { project, intent, stops, creations: containers.ready })
    : []
  const later = [...stops.actions, ...containers.actions, ...starts, ...orphans.actions]
  const actions = withPlaces(inOrder([...first, ...replacements.actions, ...later]), origins)
  const plan: Plan<EngineAction> = {
    format: 1,
    project: project.name,
    ...basisOf(project, observed),
    actions,
    unchanged: [...networks.unchanged, ...volumes.unchanged, ...unchangedContainers(decisions, actions)],
    losses: volumes.losses,
    kept: volumes.kept,
    undecided: undecidedContainers(project, decisions, first),
    warnings: [
      ...remarkOnOtherFolder(facts, actions, orphans.warnings.length > 0),
      ...[networks, volumes, containers, orphans].flatMap(({ warnings }) => warnings),
    ],
  }
  return { ok: true, plan }
}

/** Orphans that stay are meant too: the user is told how to remove them. */
function remarkOnOtherFolder(
  { project, observed: { containers } }: UpFacts,
  actions: readonly EngineAction[],
  areOrphansMentioned: boolean,
): readonly Diagnostic[] {
  const orphans = areOrphansMentioned ? findOrphans(project, containers) : []
  return madeElsewhere(project, containers, actions, orphans)
}

/** What is removed for a network or volume may be planned after it. */
function inOrder(actions: readonly EngineAction[]): readonly EngineAction[] {
  const byId = new Map(actions.map((action) => [action.id, action]))
  const edges = actions.map(({ id, after, afterSettled = [] }) => [id, [...after, ...afterSettled]] as const)
  const sorted = sortDependencies(new Map(edges))
  if ('cycle' in sorted) throw new Error(`actions that wait for each other: ${sorted.cycle.join(', ')}`)
  return sorted.order.flatMap((id) => byId.get(id) ?? [])
}

/** The replicas of its service are left as they are. */
function withOneOff(decisions: Decisions, oneOff: OneOffIntent | undefined): Decisions {
  const service = oneOff === undefined ? undefined : decisions.get(oneOff.service)?.service
  if (oneOff === undefined || service === undefined) return decisions
  const ref = { kind: 'container', service: service.name, number: 1, name: oneOff.name } as const
  const instance = { fate: 'create', ref, reason: { because: 'requested', flag: 'run' } } as const
  return new Map([...decisions, [service.name, { service, instances: [instance], surplus: [] }]])
}

function unchangedContainers(decisions: Decisions, actions: readonly EngineAction[]): readonly ResourceRef[] {
  const touched = new Set(actions.map((action) => action.target))
  return [...decisions.values()].flatMap(({ instances }) =>
    instances.filter(({ fate, ref }) => fate === 'keep' && !touched.has(ref)).map(({ ref }) => ref),
  )
}
