import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedVolume } from '../../engine/engine.ts'
import type { Origins } from '../../document/origins.ts'
import { volumeHash } from '../../model/config-hash.ts'
import type { Project } from '../../model/project.ts'
import type { Volume } from '../../model/volume.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { labelNames } from './labels.ts'
import type { ObservedState } from './observe.ts'
import { adopted, type ResourceDecision } from './plan-networks.ts'
import { volumeSpec } from './volume-spec.ts'

type VolumeRef = Extract<ResourceRef, { readonly key: string }>

export interface VolumePlan {
  readonly actions: readonly EngineAction[]
  readonly decisions: ReadonlyMap<string, ResourceDecision>
  readonly unchanged: readonly ResourceRef[]
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
  readonly losses: readonly { readonly action: ActionId; readonly what: 'volume-data' }[]
  /** Keys whose definition changed and that would lose their data if it were applied. */
  readonly diverged: readonly string[]
}

/**
 * Volumes are created when missing and never lose data on their own: one whose definition changed is kept, and reported,
 * unless its key is in `replace`. Section 4.4.
 */
export function planVolumes(
  project: Project,
  observed: ObservedState,
  origins: Origins,
  replace: readonly string[],
): VolumePlan {
  const plan = {
    actions: [] as EngineAction[],
    decisions: new Map<string, ResourceDecision>(),
    unchanged: [] as ResourceRef[],
    problems: [] as Diagnostic[],
    warnings: [] as Diagnostic[],
    losses: [] as { action: ActionId; what: 'volume-data' }[],
    diverged: [] as string[],
  }
  for (const [key, volume] of Object.entries(project.volumes)) {
    const ref: VolumeRef = { kind: 'volume', key, name: volume.name }
    const named = observed.namedVolumes.get(volume.name)
    const current = ownVolume(project, observed, key, volume)
    if (volume.external === true) {
      if (named === undefined) plan.problems.push(missingExternal(key, volume, origins))
      plan.decisions.set(key, { id: volume.name })
    } else if (current === undefined && named === undefined) {
      plan.actions.push(createVolume(project, ref, { because: 'missing' }))
      plan.decisions.set(key, { ready: actionId('volume.create', ref) })
    } else if (current === undefined) {
      plan.warnings.push(adopted('volume', volume.name, named?.labels ?? {}, project.name))
      plan.decisions.set(key, { id: volume.name })
    } else if (!hasChanged(current, volume)) {
      plan.decisions.set(key, { id: volume.name })
      plan.unchanged.push(ref)
    } else if (replace.includes(key)) {
      const actions = replaceVolume(project, observed, ref)
      plan.actions.push(...actions)
      plan.losses.push({ action: actionId('volume.remove', ref), what: 'volume-data' })
      plan.decisions.set(key, { ready: actionId('volume.create', ref) })
    } else {
      plan.diverged.push(key)
      plan.decisions.set(key, { id: volume.name })
    }
  }
  return plan
}

function ownVolume(
  project: Project,
  observed: ObservedState,
  key: string,
  volume: Volume,
): ObservedVolume | undefined {
  return observed.volumes.find(
    (candidate) =>
      candidate.name === volume.name &&
      candidate.labels[labelNames.project] === project.name &&
      candidate.labels[labelNames.volume] === key,
  )
}

function hasChanged(current: ObservedVolume, volume: Volume): boolean {
  const hash = current.labels[labelNames.configHash]
  return hash !== undefined && hash !== '' && hash !== volumeHash(volume)
}

function missingExternal(key: string, volume: Volume, origins: Origins): Diagnostic {
  const span = origins.of(['volumes', key])?.span
  return {
    code: 'CMP406',
    severity: 'error',
    message: `external volume "${volume.name}" not found`,
    hint: `create it (docker volume create ${volume.name}), or remove "external: true" to let Compose create it`,
    ...(span === undefined ? {} : { span }),
  }
}

function createVolume(
  project: Project,
  ref: VolumeRef,
  reason: Reason,
  after: readonly ActionId[] = [],
): EngineAction {
  return {
    id: actionId('volume.create', ref),
    do: 'volume.create',
    target: ref,
    reason,
    after,
    spec: volumeSpec(project, ref.key),
  }
}

/** With consent only: every container that mounts it goes first, then the volume with its data. */
function replaceVolume(project: Project, observed: ObservedState, ref: VolumeRef): readonly EngineAction[] {
  const { key } = ref
  const reason: Reason = { because: 'fields-changed', changes: [{ path: ['volumes', key] }] }
  const users = observed.containers.filter((container) =>
    container.mounts.some((mount) => mount.name === ref.name),
  )
  const removals = users.flatMap((container): readonly EngineAction[] => {
    const target = { kind: 'volume', key, name: ref.name } as const
    const stop = `container.stop ${container.name} for ${key}`
    const remove = `container.remove ${container.name} for ${key}`
    return [
      { id: stop, do: 'container.stop', target, reason, after: [], container: container.id },
      {
        id: remove,
        do: 'container.remove',
        target,
        reason,
        after: [stop],
        container: container.id,
        anonymousVolumes: false,
        force: true,
      },
    ]
  })
  const remove: EngineAction = {
    id: actionId('volume.remove', ref),
    do: 'volume.remove',
    target: ref,
    reason,
    after: removals.filter((action) => action.do === 'container.remove').map((action) => action.id),
    volume: ref.name,
  }
  return [...removals, remove, createVolume(project, ref, reason, [remove.id])]
}
