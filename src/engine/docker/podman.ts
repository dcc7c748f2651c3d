import type { LabelFilter } from '../engine.ts'
import type { Health, ObservedContainer } from '../observed.ts'
import type { EngineApi } from './api.ts'
import { filtersFor } from './filters.ts'
import { fieldsOf, listOf, textOf } from './json-fields.ts'

/** Where Podman's answers to Docker's API differ; docs/podman.md lists all of them. */

/** Podman's own listing tells the health of containers, its listing for Docker's API does not. */
export async function withPodmanHealth(
  api: EngineApi,
  listed: readonly ObservedContainer[],
  asked: { readonly labels: LabelFilter; readonly signal: AbortSignal },
): Promise<readonly ObservedContainer[]> {
  if (!listed.some(({ state }) => state === 'running')) return listed
  const query = { all: true, filters: filtersFor(asked.labels, { status: ['running'] }) }
  const answer = await api.call({ method: 'GET', path: '/libpod/containers/json', query }, asked.signal)
  const healths = new Map(listOf(answer).map((entry) => healthEntry(entry)))
  return listed.map((container) => withHealth(container, healths.get(container.id) ?? 'none'))
}

/** The status text is what Docker's would be. */
function withHealth(container: ObservedContainer, health: Health): ObservedContainer {
  if (health === 'none') return container
  const words = health === 'starting' ? 'health: starting' : health
  return { ...container, health, status: `${container.status} (${words})` }
}

function healthEntry(value: unknown): readonly [string, Health] {
  const fields = fieldsOf(value)
  const status = textOf(fields.Status)
  const isKnown = status === 'starting' || status === 'healthy' || status === 'unhealthy'
  return [textOf(fields.Id), isKnown ? status : 'none']
}

/** Podman's route for Docker's clients gives a program its time to stop even where it is removed by force; its own can be told not to. */
export function removeAtOnce(
  api: EngineApi,
  asked: { readonly idSegment: string; readonly anonymousVolumes: boolean },
  signal: AbortSignal,
): Promise<unknown> {
  const query = { force: true, timeout: 0, volumes: asked.anonymousVolumes }
  return api.call({ method: 'DELETE', path: `/libpod/containers/${asked.idSegment}`, query }, signal)
}

/**
 * A moment for a log or the events of Podman, which keeps only what is after `since` and before `until`, where Docker keeps what is of the
 * very moment too, and reads a decimal number with too few digits: RFC 3339, a nanosecond earlier or later.
 */
export function podmanMoment(unixSeconds: string | undefined, shiftNano: 1n | -1n): string | undefined {
  if (unixSeconds === undefined) return undefined
  const [seconds = '0', fraction = ''] = unixSeconds.split('.')
  const nano = BigInt(seconds + fraction.padEnd(9, '0')) + shiftNano
  const whole = new Date(Number(nano / 1_000_000_000n) * 1000).toISOString().slice(0, -5)
  return `${whole}.${String(nano % 1_000_000_000n).padStart(9, '0')}Z`
}

/** Names of the same actions. Both are asked for, whatever the engine. */
const podmanActions: Readonly<Record<string, string>> = { die: 'died', destroy: 'remove' }

export function withPodmanActions(actions: readonly string[] | undefined): readonly string[] | undefined {
  return actions?.flatMap((action) => {
    const other = podmanActions[action]
    return other === undefined ? [action] : [action, other]
  })
}

export function dockerAction(action: string): string {
  return Object.entries(podmanActions).find(([, podman]) => podman === action)?.[0] ?? action
}
