import type { Path } from '../document/path.ts'
import type { Json } from '../units/json.ts'
import { compareText } from '../units/compare-text.ts'
import { own } from '../units/own.ts'
import { comparisonOf, policyOf } from './field-policy.ts'
import type { FieldChange } from './reason.ts'

type Fields = Readonly<Record<string, Json>>
type Value = Json | undefined

/** What differs between two values of the field at `path` below a service, in the order of the keys. */
export function diffValues(path: Path, before: Value, after: Value): readonly FieldChange[] {
  if (textOf(before) === textOf(after)) return []
  const comparison = comparisonOf(path)
  const areFields = [before, after].every((value) => value === undefined || isFields(value))
  const areLists = [before, after].every((value) => value === undefined || isList(value))
  if ((isFields(before) && isFields(after)) || (areFields && comparison === 'map'))
    return diffFields(path, fieldsOf(before), fieldsOf(after))
  if (areLists && comparison === 'set') return diffSets(path, listOf(before), listOf(after))
  if (areLists && typeof comparison === 'object')
    return diffThings(path, listOf(before), listOf(after), comparison.by)
  return [change(path, before, after)]
}

function diffFields(path: Path, before: Fields, after: Fields): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText)
  return keys.flatMap((key) => diffValues([...path, key], own(before, key), own(after, key)))
}

/** One change that shows what went and what came; the same elements in another order are no change. */
function diffSets(path: Path, before: readonly Json[], after: readonly Json[]): readonly FieldChange[] {
  const gone = without(before, after)
  const come = without(after, before)
  if (gone.length === 0 && come.length === 0) return []
  return [change(path, gone.length === 0 ? undefined : gone, come.length === 0 ? undefined : come)]
}

/** Elements are matched by identity and named by their index in the newer list, or in the older one when they are gone. */
function diffThings(
  path: Path,
  before: readonly Json[],
  after: readonly Json[],
  by: readonly string[],
): readonly FieldChange[] {
  const identity = (thing: Json): string => textOf(by.map((field) => fieldsOf(thing)[field] ?? null))
  const older = new Map(before.map((thing) => [identity(thing), thing]))
  const newer = new Set(after.map(identity))
  return [
    ...after.flatMap((thing, index) => diffValues([...path, index], older.get(identity(thing)), thing)),
    ...before.flatMap((thing, index) =>
      newer.has(identity(thing)) ? [] : [change([...path, index], thing, undefined)],
    ),
  ]
}

function change(path: Path, before: Value, after: Value): FieldChange {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(policyOf(path).sensitive === true || isHidden(before) || isHidden(after)
      ? { sensitive: true as const }
      : {}),
  }
}

/** Whether any part of the value is a digest that stands for it in a stored spec. */
function isHidden(value: Value): boolean {
  if (isList(value)) return value.some(isHidden)
  if (isFields(value)) return Object.values(value).some(isHidden)
  return typeof value === 'string' && /^sha256:[0-9a-f]{12}$/.test(value)
}

function without(list: readonly Json[], others: readonly Json[]): readonly Json[] {
  const texts = new Set(others.map(textOf))
  return list.filter((element) => !texts.has(textOf(element)))
}

function fieldsOf(value: Value): Fields {
  return isFields(value) ? value : {}
}

function listOf(value: Value): readonly Json[] {
  return isList(value) ? value : []
}

function isFields(value: Value): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value)
}

function isList(value: Value): value is readonly Json[] {
  return Array.isArray(value)
}

/** Equal for equal values, whatever the order of their keys. */
function textOf(value: Value): string {
  if (isList(value)) return `[${value.map(textOf).join(',')}]`
  if (!isFields(value)) return JSON.stringify(value) ?? ''
  const keys = Object.keys(value).sort(compareText)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`).join(',')}}`
}
