import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { containerRef } from './container-ref.ts'
import type { Decisions, Instance } from './decisions.ts'
import { isOneOff, serviceOf } from './labels.ts'
import { changedVolume, createVolume, type VolumeRef } from './plan-volumes.ts'
import { removeContainer } from './removal.ts'
import { isAlive, replicasOf } from './replicas.ts'
import { possibleUsers, type ReplacementContext } from './replacement-context.ts'
import { stillUsed } from './still-used.ts'
import { stopUsers } from './stop-users.ts'

/** A container that has to go before its volume can. */
export interface Withdrawn {
  readonly current: ObservedContainer
  readonly volume: VolumeRef
}

/** Containers of the services at hand that hold volumes which are made anew. The engine keeps a volume that any container has. */
export function withdrawnContainers(
  volumes: readonly VolumeRef[],
  project: Project,
  containers: readonly ObservedContainer[],
): readonly Withdrawn[] {
  return containers.flatMap((current) => {
    const isOurs =
      own(project.services, serviceOf(current.labels) ?? '') !== undefined && !isOneOff(current.labels)
    const volume = isOurs ? volumes.find((candidate) => mounts(current, candidate)) : undefined
    return volume === undefined ? [] : [{ current, volume }]
  })
}

/** Says of containers that are created which one they take over from, and that this is because of its volume. */
export function withPredecessors(decisions: Decisions, withdrawn: readonly Withdrawn[]): Decisions {
  const known = new Map(withdrawn.map(({ current, volume }) => [current, volume]))
  return new Map(
    [...decisions].map(([name, decision]) => {
      const gone = [...replicasOf(name, [...known.keys()])]
      const instances = decision.instances.map((instance): Instance => {
        const predecessor = instance.fate === 'create' ? gone.shift() : undefined
        const dependency = predecessor === undefined ? undefined : known.get(predecessor)
        if (instance.fate !== 'create' || predecessor === undefined || dependency === undefined)
          return instance
        return { ...instance, predecessor, reason: { because: 'dependency-replaced', dependency } }
      })
      return [name, { ...decision, instances }]
    }),
  )
}

export interface VolumeReplacements {
  readonly actions: readonly EngineAction[]
  /** By id of a container: the action after which it is gone. */
  readonly removals: ReadonlyMap<string, ActionId>
  readonly problems: readonly Diagnostic[]
}

/** With consent only: every container that mounts it goes first, then the volume with its data. */
export function replaceVolumes(
  volumes: readonly VolumeRef[],
  withdrawn: readonly Withdrawn[],
  context: ReplacementContext,
): VolumeReplacements {
  const going = new Set(withdrawn.map(({ current }) => current.id))
  const problems = volumes.flatMap((volume) => {
    const staying = possibleUsers(context).filter(
      (user) => mounts(user, volume) && !going.has(user.id) && !context.removals.has(user.id),
    )
    return staying.length === 0 ? [] : [stillUsed(volume, staying, context.facts)]
  })
  if (problems.length > 0) return { actions: [], removals: new Map(), problems }
  const leaving = withdrawn.map(({ current, volume }) => ({
    ref: containerRef(current),
    container: current.id,
    isStopped: !isAlive(current),
    reason: { because: 'dependency-replaced', dependency: volume } satisfies Reason,
  }))
  const stops = stopUsers(leaving, context)
  const removes = leaving.map((step) =>
    removeContainer({ ...step, after: [actionId('container.stop', step.ref)] }),
  )
  const removals = new Map(removes.map(({ id, container }) => [container, id]))
  const rest = volumes.flatMap((volume) => replaceVolume(volume, removals, context))
  return { actions: [...stops, ...removes, ...rest], removals, problems }
}

function replaceVolume(
  volume: VolumeRef,
  removals: ReadonlyMap<string, ActionId>,
  context: ReplacementContext,
): readonly EngineAction[] {
  const reason: Reason = { because: 'fields-changed', changes: changedVolume(context.facts, volume) }
  const users = possibleUsers(context).filter((user) => mounts(user, volume))
  const gone = users.flatMap(({ id }) => removals.get(id) ?? context.removals.get(id) ?? [])
  const remove: EngineAction = {
    id: actionId('volume.remove', volume),
    do: 'volume.remove',
    target: volume,
    reason,
    after: [...context.first, ...gone],
    volume: volume.name,
  }
  return [remove, createVolume(context.facts, volume, reason, [remove.id])]
}

function mounts(container: ObservedContainer, { name }: VolumeRef): boolean {
  return container.mounts.some((mount) => mount.type === 'volume' && mount.name === name)
}
