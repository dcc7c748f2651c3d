import { assertNever } from '../diagnostics/errors.ts'
import { formatGoFloat, formatJsonFloat } from '../units/go-number.ts'
import { compareNatural } from '../units/compare-natural.ts'
import { ExactScalar } from '../units/exact-scalar.ts'
import type { Json } from '../units/json.ts'
import { compareText } from '../units/compare-text.ts'
import { isZero, type Field, type Shape } from './shape.ts'

/** JSON data that keeps the order of its keys, whatever they are: an object would put numeric ones first. */
export type Ordered =
  string | number | boolean | null | ExactScalar | readonly Ordered[] | ReadonlyMap<string, Ordered>

/** `json` and `yaml` are what `config` prints; the others are what Compose of that version hashes. */
export type Style = 'json' | 'yaml' | 'v5' | '2.40'

/** Puts a value in the order of its shape and of its sorted keys, and leaves out what is not printed. */
export function arrange(value: unknown, shape: Shape, style: Style): Ordered {
  switch (shape.kind) {
    case 'nullable':
      return value === null || value === undefined ? null : arrange(value, shape.of, style)
    case 'list':
      return asList(value).map((item) => arrange(item, shape.of, style))
    case 'map':
      return new Map(sortedEntries(value, style).map(([key, item]) => [key, arrange(item, shape.of, style)]))
    case 'struct':
      return arrangeStruct(asRecord(value), shape.fields, style)
    case 'hosts':
      return hostLines(value)
    case 'ulimit':
      return arrangeUlimit(value, style)
    case 'float':
      return arrangeFloat(value, style)
    default:
      return asOrdered(value, style)
  }
}

function arrangeStruct(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Field>>,
  style: Style,
): Ordered {
  const arranged = new Map<string, Ordered>()
  for (const name of Object.keys(fields)) {
    const [field, given] = [fields[name], value[name]]
    if (field === undefined || (given === undefined && field.presence !== 'always')) continue
    const own = given ?? (field.presence === 'set' ? undefined : field.zero)
    if (!isPrinted(own, field, style)) continue
    const printed = arrange(own, field.shape, style)
    if (style === 'yaml' && field.presence === 'always' && isNothing(printed)) continue
    arranged.set(style === 'yaml' ? name : (field.jsonName ?? name), printed)
  }
  if (style === 'yaml')
    for (const [key, item] of sortedEntries(value['extensions'], style))
      arranged.set(key, asOrdered(item, style))
  return arranged
}

function isPrinted(value: unknown, field: Field, style: Style): boolean {
  switch (field.presence) {
    case 'set':
      return !isZero(value, field.shape)
    case 'given':
      return value !== undefined
    case 'always':
      return true
    case 'opt-out':
      // Version 5 knows the default is true and hashes what differs; before, it was false.
      if (style === 'v5') return value === false
      return style === '2.40' ? value === true : value !== undefined
    default:
      return assertNever(field.presence)
  }
}

/** What YAML leaves out although JSON has it: an unset command, a struct without content. */
function isNothing(printed: Ordered): boolean {
  return printed === null || (isOrderedMap(printed) && printed.size === 0)
}

function arrangeFloat(value: unknown, style: Style): Ordered {
  if (typeof value !== 'number') return asOrdered(value, style)
  const nearest = Number(formatJsonFloat(value, 32))
  return style === 'yaml' && Number.isInteger(nearest)
    ? new ExactScalar('float', formatGoFloat(nearest))
    : nearest
}

function hostLines(value: unknown): Ordered {
  const lines = Object.entries(asRecord(value)).flatMap(([host, addresses]) =>
    asList(addresses).map((address) => `${host}=${String(address)}`),
  )
  return lines.sort(compareText)
}

function arrangeUlimit(value: unknown, style: Style): Ordered {
  if (typeof value === 'number' && value !== 0) return value
  const { soft, hard } = asRecord(value)
  const limits = [
    ['soft', asOrdered(soft ?? 0, style)] as const,
    ['hard', asOrdered(hard ?? 0, style)] as const,
  ]
  return new Map(style === 'yaml' ? limits : limits.filter(([, limit]) => limit !== 0))
}

/** Plain data with its keys sorted. */
function asOrdered(value: unknown, style: Style): Ordered {
  if (value instanceof ExactScalar) return value
  if (isList(value)) return value.map((item) => asOrdered(item, style))
  if (isRecord(value)) {
    return new Map(sortedEntries(value, style).map(([key, item]) => [key, asOrdered(item, style)]))
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** The same as plain data, with the nearest numbers; keys that look like numbers move to the front. */
export function toJson(value: Ordered): Json {
  if (isOrderedMap(value)) return Object.fromEntries(Array.from(value, ([key, item]) => [key, toJson(item)]))
  if (value instanceof ExactScalar) return value.toJSON()
  return isOrderedList(value) ? value.map(toJson) : value
}

export function isOrderedMap(value: Ordered): value is ReadonlyMap<string, Ordered> {
  return value instanceof Map
}

export function isOrderedList(value: Ordered): value is readonly Ordered[] {
  return Array.isArray(value)
}

/** JSON has its keys in the order of their bytes, YAML in one that people find natural. */
function sortedEntries(value: unknown, style: Style): readonly [string, unknown][] {
  const compare = style === 'yaml' ? compareNatural : compareText
  return Object.entries(asRecord(value)).sort(([a], [b]) => compare(a, b))
}

function asList(value: unknown): readonly unknown[] {
  return isList(value) ? value : []
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
