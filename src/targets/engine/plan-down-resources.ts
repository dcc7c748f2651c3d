import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import type { DownIntent } from './intent.ts'
import { labelNames } from './labels.ts'
import type { ObservedState } from './observe.ts'
import { isAlive } from './replicas.ts'

export interface DownScope {
  readonly intent: DownIntent
  /** Those that go, where not everything goes. */
  readonly going: ReadonlySet<string> | undefined
  /** Containers that stay. */
  readonly staying: readonly ObservedContainer[]
  /** The removals of the containers. */
  readonly after: readonly ActionId[]
}

/** What goes with the containers: all networks, volumes on request, images on request. What others still use stays. Section 1.8. */
export function planResourceRemovals(
  project: Project,
  observed: ObservedState,
  scope: DownScope,
): readonly EngineAction[] {
  return [
    ...planNetworkRemovals(project, observed, scope),
    ...(scope.intent.volumes ? planVolumeRemovals(project, observed, scope) : []),
    ...(scope.intent.images ?? []).map((reference) => removeImage(reference, scope)),
  ]
}

const reason: Reason = { because: 'requested', flag: 'down' }

/** By label, whatever the file says now: a network that was renamed or dropped from the file goes too. */
function planNetworkRemovals(
  project: Project,
  observed: ObservedState,
  scope: DownScope,
): readonly EngineAction[] {
  const keys = usedBy(project, scope, ({ networks = {} }) => Object.keys(networks))
  return observed.networks.flatMap((network): readonly EngineAction[] => {
    const key = network.labels[labelNames.network] ?? network.name
    const isUsed = scope.staying.some(
      (container) => isAlive(container) && container.networks.some(({ name }) => name === network.name),
    )
    if (keys !== undefined && (!keys.has(key) || isUsed)) return []
    const target: ResourceRef = { kind: 'network', key, name: network.name }
    const isExpected = own(project.networks, key)?.name === network.name
    return [
      {
        id: actionId('network.remove', target, isExpected ? '' : network.name),
        do: 'network.remove',
        target,
        reason,
        after: scope.after,
        network: network.id,
        tolerant: true,
      },
    ]
  })
}

/** Only volumes that the file declares and that carry this project's labels: data is never removed by guess. */
function planVolumeRemovals(
  project: Project,
  observed: ObservedState,
  scope: DownScope,
): readonly EngineAction[] {
  const keys = usedBy(project, scope, ({ volumes = [] }) => volumes.map(({ source }) => source ?? ''))
  return Object.entries(project.volumes).flatMap(([key, volume]): readonly EngineAction[] => {
    const isOwn = observed.volumes.some((candidate) => candidate.name === volume.name)
    if (volume.external === true || !isOwn) return []
    const isUsed = scope.staying.some(({ mounts }) => mounts.some(({ name }) => name === volume.name))
    if (keys !== undefined && (!keys.has(key) || isUsed)) return []
    const target: ResourceRef = { kind: 'volume', key, name: volume.name }
    return [
      {
        id: actionId('volume.remove', target),
        do: 'volume.remove',
        target,
        reason,
        after: scope.after,
        volume: volume.name,
        tolerant: true,
      },
    ]
  })
}

/** What the services that go use; undefined where everything goes. */
function usedBy(
  project: Project,
  { going }: DownScope,
  keysOf: (service: Project['services'][string]) => readonly string[],
): ReadonlySet<string> | undefined {
  if (going === undefined) return undefined
  const services = Object.values({ ...project.disabledServices, ...project.services })
  return new Set(services.filter(({ name }) => going.has(name)).flatMap(keysOf))
}

function removeImage(reference: string, { after }: DownScope): EngineAction {
  const target = { kind: 'image', key: reference, name: reference } as const
  return { id: actionId('image.remove', target), do: 'image.remove', target, reason, after, reference }
}
