import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import { madeFrom, planBasis } from '../../planner/basis.ts'
import type { Plan } from '../../planner/plan.ts'
import { compareText } from '../../units/compare-text.ts'
import type { Json } from '../../units/json.ts'
import type { ObservedState } from './observe.ts'

/** What a plan stands on, as it is in the plan. */
export function basisOf(project: Project, observed: ObservedState): Pick<Plan, 'basis' | 'madeFrom'> {
  const parts = madeFrom(project, observedBasis(observed))
  return { basis: planBasis(parts), madeFrom: parts }
}

/**
 * The part of a snapshot that planning looks at, by a name for users. Ages and address assignments are not in it; nor is health, which
 * comes and goes: where a plan goes by it, the plan is another one.
 */
function observedBasis(observed: ObservedState): Readonly<Record<string, Json>> {
  const parts: readonly (readonly [string, Json])[] = [
    ...observed.containers.map((one) => [`container ${one.name}`, containerBasis(one)] as const),
    ...observed.outsiders.map(({ id, name, state }) => [`container ${name}`, [id, state]] as const),
    ...[...observed.namedNetworks.values()].map(({ id, name }) => [`network ${name}`, id] as const),
    ...observed.networks.map(({ id, name, labels }) => [`network ${name}`, [id, labels]] as const),
    ...[...observed.namedVolumes.values()].map(({ name }) => [`volume ${name}`, name] as const),
    ...observed.volumes.map(({ name, labels }) => [`volume ${name}`, labels] as const),
    ...[...observed.images].map(([reference, { digest }]) => [`image ${reference}`, digest] as const),
  ]
  return Object.fromEntries(parts.toSorted(([a], [b]) => compareText(a, b)))
}

/** The engine lists mounts and networks in an order that changes from request to request. */
function containerBasis({ id, state, labels, mounts, networks }: ObservedContainer): Json {
  return [
    id,
    state,
    labels,
    mounts.map((mount) => mount.name ?? mount.source).toSorted(),
    networks.map(({ networkId }) => networkId).toSorted(),
  ]
}
