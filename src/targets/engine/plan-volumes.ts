import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { Project } from '../../model/project.ts'
import type { Volume } from '../../model/volume.ts'
import type { ActionId, KeptResource, Loss } from '../../planner/plan.ts'
import type { FieldChange, Reason, ResourceRef } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { changedVolumes, ownOf } from './changed-resources.ts'
import { labelNames } from './labels.ts'
import type { ObservedState } from './observe.ts'
import { adopted, type ResourceDecision } from './plan-networks.ts'
import { changedResource, storedResource, type DeclaredIn } from './stored-resource.ts'
import { volumeSpec } from './volume-spec.ts'

export type VolumeRef = Extract<ResourceRef, { readonly key: string }>

export interface VolumePlan {
  readonly actions: readonly EngineAction[]
  readonly decisions: ReadonlyMap<string, ResourceDecision>
  readonly unchanged: readonly ResourceRef[]
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
  readonly losses: readonly Loss[]
  /** What is made anew with its data lost; see `replaceVolumes`. */
  readonly replacements: readonly VolumeRef[]
  /** Whose definition changed and that would lose their data if it were applied. */
  readonly kept: readonly KeptResource[]
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
    losses: [] as Loss[],
    replacements: [] as VolumeRef[],
    kept: [] as KeptResource[],
  }
  const changed = new Set(changedVolumes(project, observed).map(({ key }) => key))
  for (const [key, volume] of Object.entries(project.volumes)) {
    const ref: VolumeRef = { kind: 'volume', key, name: volume.name }
    const named = observed.namedVolumes.get(volume.name)
    if (volume.external === true) {
      if (named === undefined) plan.problems.push(missingExternal(key, volume, origins))
      plan.decisions.set(key, { id: volume.name })
    } else if (changed.has(key) && replace.includes(key)) {
      plan.replacements.push(ref)
      plan.losses.push({ action: actionId('volume.remove', ref), what: 'volume-data' })
      plan.decisions.set(key, { ready: actionId('volume.create', ref), replaced: ref })
    } else if (changed.has(key)) {
      plan.kept.push({ ...ref, changes: changedVolume({ project, origins, observed }, ref) })
      plan.warnings.push(keptAsItIs(ref, origins))
      plan.decisions.set(key, { id: volume.name })
    } else if (isOwn(project, observed, ref)) {
      plan.decisions.set(key, { id: volume.name })
      plan.unchanged.push(ref)
    } else if (named !== undefined) {
      plan.warnings.push(adopted('volume', volume.name, named.labels, project.name))
      plan.decisions.set(key, { id: volume.name })
    } else {
      plan.actions.push(createVolume({ project, origins }, ref, { because: 'missing' }))
      plan.decisions.set(key, { ready: actionId('volume.create', ref) })
    }
  }
  return plan
}

/** Which fields differ from those that the volume was made with. */
export function changedVolume(
  { observed, ...declared }: DeclaredIn & { readonly observed: Pick<ObservedState, 'volumes'> },
  { key, name }: VolumeRef,
): readonly FieldChange[] {
  const labels = observed.volumes.find((volume) => volume.name === name)?.labels ?? {}
  return changedResource(declared, { kind: 'volumes', key }, labels)
}

function isOwn(project: Project, observed: ObservedState, { key, name }: VolumeRef): boolean {
  return ownOf(observed.volumes, { name, label: { [labelNames.volume]: key } }, project) !== undefined
}

function keptAsItIs({ key, name }: VolumeRef, origins: Origins): Diagnostic {
  const span = origins.of(['volumes', key])?.span
  return {
    code: 'CMP302',
    severity: 'warning',
    message: `volume "${name}" does not match its definition in the Compose file; it is kept as it is`,
    hint: 'to make it anew, and lose its data, run "up" and agree when asked, or use "up -y"',
    ...(span === undefined ? {} : { span }),
  }
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

export function createVolume(
  declared: DeclaredIn,
  ref: VolumeRef,
  reason: Reason,
  after: readonly ActionId[] = [],
): EngineAction {
  const spec = volumeSpec(declared.project, ref.key)
  return {
    id: actionId('volume.create', ref),
    do: 'volume.create',
    target: ref,
    reason,
    after,
    spec: {
      ...spec,
      labels: { ...spec.labels, [labelNames.spec]: storedResource(declared, 'volumes', ref.key) },
    },
  }
}
