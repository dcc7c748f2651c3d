import type { ObservedContainer } from '../../engine/observed.ts'
import { isOneOff, numberOf, serviceOf } from './labels.ts'

/** Running and stopped replicas of a service, lowest number first; one-off containers are not replicas. */
export function replicasOf(
  service: string,
  containers: readonly ObservedContainer[],
): readonly ObservedContainer[] {
  return containers
    .filter((container) => serviceOf(container.labels) === service && !isOneOff(container.labels))
    .toSorted((a, b) => (numberOf(a.labels) ?? 0) - (numberOf(b.labels) ?? 0))
}

/** Whether the engine counts the container among those that run: a paused one holds its processes too. */
export function isAlive({ state }: ObservedContainer): boolean {
  return state === 'running' || state === 'restarting' || state === 'paused'
}
