import { createHash } from 'node:crypto'
import type { Path } from '../document/path.ts'
import type { Json } from '../units/json.ts'
import { diffValues } from './diff.ts'
import { policyOf } from './field-policy.ts'
import type { FieldChange } from './reason.ts'

/** A service as it was when its container was made: its fields, or one digest for each where they were too many to keep. */
export type StoredSpec =
  | { readonly format: 1; readonly fields: Readonly<Record<string, Json>> }
  | { readonly format: 1; readonly digests: Readonly<Record<string, string>> }

/** Besides what the policies say; given a path below the service. */
export type IsSecret = (path: Path) => boolean

const sizeLimitBytes = 16 * 1024
const digestLength = 12

/**
 * Writes a service value as the text of a label. Values that may be secret are replaced by digests, which are equal for
 * equal values and the same salt; a text beyond 16 kB is replaced by one digest for each field.
 */
export function storeSpec(value: Json, salt: string, isSecret: IsSecret = () => false): string {
  const fields = asRecord(withoutSecrets(value, [], { salt, isSecret }))
  const text = JSON.stringify({ format: 1, fields } satisfies StoredSpec)
  if (Buffer.byteLength(text) <= sizeLimitBytes) return text
  return JSON.stringify({ format: 1, digests: digestFields(fields) } satisfies StoredSpec)
}

/** The spec behind a label; `undefined` when there is none, or none that this version can read. */
export function readSpec(text: string | undefined): StoredSpec | undefined {
  const value = asRecord(parse(text ?? ''))
  if (value['format'] !== 1) return undefined
  if (isRecord(value['fields'])) return { format: 1, fields: value['fields'] }
  if (!isRecord(value['digests'])) return undefined
  const digests = Object.entries(value['digests']).flatMap(([field, text]) =>
    typeof text === 'string' ? [[field, text] as const] : [],
  )
  return { format: 1, digests: Object.fromEntries(digests) }
}

/** The fields in which two specs differ, by name; whole fields with digests for values when one of the two has only those. */
export function diffSpecs(before: StoredSpec, after: StoredSpec): readonly FieldChange[] {
  if ('fields' in before && 'fields' in after) return diffValues([], before.fields, after.fields)
  return diffValues([], digestsOf(before), digestsOf(after)).map((change) => ({ ...change, sensitive: true }))
}

function digestsOf(spec: StoredSpec): Readonly<Record<string, string>> {
  return 'digests' in spec ? spec.digests : digestFields(spec.fields)
}

function digestFields(fields: Readonly<Record<string, Json>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, digest(JSON.stringify(value))]),
  )
}

/** `null` is kept: it says that a variable is unset, which is no secret. */
function withoutSecrets(
  value: Json,
  path: Path,
  how: { readonly salt: string; readonly isSecret: IsSecret },
): Json {
  if (isList(value)) return value.map((element, index) => withoutSecrets(element, [...path, index], how))
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, withoutSecrets(element, [...path, key], how)]),
    )
  }
  if (value === null || (policyOf(path).sensitive !== true && !how.isSecret(path))) return value
  return digest(JSON.stringify([how.salt, path, value]))
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex').slice(0, digestLength)}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asRecord(value: unknown): Readonly<Record<string, Json>> {
  return isRecord(value) ? value : {}
}

/** What `JSON.parse` gave or a `Json` holds: an object of it is a record of `Json`. */
function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
