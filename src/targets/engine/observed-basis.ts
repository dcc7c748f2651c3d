import type { ObservedContainer } from '../../engine/engine.ts'
import type { Json } from '../../units/json.ts'
import type { ObservedState } from './observe.ts'

/** The part of a snapshot that planning looks at. Ages and address assignments are not in it. */
export function observedBasis(observed: ObservedState): Json {
  return [
    observed.containers.map(containerBasis),
    observed.networks.map(({ id, name, labels }) => [id, name, labels]),
    observed.volumes.map(({ name, labels }) => [name, labels]),
    [...observed.namedNetworks.values()].map(({ id, name }) => [id, name]).toSorted(byText),
    [...observed.namedVolumes.values()].map(({ name }) => name).toSorted(),
    observed.outsiders.map(({ id, state }) => [id, state]),
    [...observed.images.entries()].map(([reference, { digest }]) => [reference, digest]).toSorted(byText),
  ]
}

function containerBasis(container: ObservedContainer): Json {
  const { id, name, state, health, labels, mounts, networks } = container
  return [
    id,
    name,
    state,
    health,
    labels,
    mounts.map((mount) => mount.name ?? mount.source),
    networks.map(({ networkId }) => networkId),
  ]
}

function byText(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1
}
