import type { Origins } from '../../document/origins.ts'
import { hashedNetwork, hashedVolume } from '../../model/config-hash.ts'
import type { Network } from '../../model/network.ts'
import type { Project } from '../../model/project.ts'
import type { Volume } from '../../model/volume.ts'
import type { FieldChange } from '../../planner/reason.ts'
import { diffSpecs, readSpec, storeSpec } from '../../planner/stored-spec.ts'
import type { Json } from '../../units/json.ts'
import { own } from '../../units/own.ts'
import { labelNames } from './labels.ts'

/** What a network or volume of a project is declared as, and where its values come from. */
export interface DeclaredIn {
  readonly project: Project
  readonly origins: Origins
}

export type Declared = 'networks' | 'volumes'

/** The label that tells later which field of a network or volume changed, as `storedSpec` does for a service. */
export function storedResource({ project, origins }: DeclaredIn, kind: Declared, key: string): string {
  const isSecret = (path: readonly (string | number)[]): boolean =>
    isCredential(kind, path) || origins.isFromVariable([kind, key, ...path])
  return storeSpec(declaredAs(project, kind, key), `${project.name}/${kind}/${key}`, isSecret)
}

/** Which fields changed since it was made; only that something did where another tool made it. */
export function changedResource(
  declared: DeclaredIn,
  { kind, key }: { readonly kind: Declared; readonly key: string },
  labels: Readonly<Record<string, string>>,
): readonly FieldChange[] {
  const before = readSpec(labels[labelNames.spec])
  const after = readSpec(storedResource(declared, kind, key))
  const changes = before === undefined || after === undefined ? [] : diffSpecs(before, after)
  if (changes.length === 0) return [placed(declared, { path: [kind, key] })]
  return changes.map((change) => placed(declared, { ...change, path: [kind, key, ...change.path] }))
}

function placed({ origins }: DeclaredIn, change: FieldChange): FieldChange {
  const span = origins.of(change.path)?.span ?? origins.of(change.path.slice(0, 2))?.span
  return span === undefined ? change : { ...change, declaredAt: span }
}

function declaredAs(project: Project, kind: Declared, key: string): Json {
  const network = kind === 'networks' ? own<Network>(project.networks, key) : undefined
  if (network !== undefined) return hashedNetwork(network)
  const volume = own<Volume>(project.volumes, key)
  return volume === undefined ? {} : hashedVolume(volume)
}

/** Drivers of volumes take passwords among their options: `o: username=me,password=...`. */
function isCredential(kind: Declared, [field]: readonly (string | number)[]): boolean {
  return kind === 'volumes' && field === 'driver_opts'
}
