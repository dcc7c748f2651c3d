import type { Json } from '../../units/json.ts'
import { goJson } from '../go-json.ts'
import { goQuoted } from '../go-quoted.ts'
import { TemplateError } from './template-error.ts'

/** What templates compute with: JSON, and fields that take operands such as `.Label "key"`. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | Fields | Method
export interface Fields {
  readonly [name: string]: Value
}
export type Method = (...operands: readonly Value[]) => Value

/** The functions of Go's text/template and of the docker command. */
export const functions: Readonly<Record<string, Method>> = {
  json: (value) => goJson(asJson(value)),
  upper: (value) => goText(value).toUpperCase(),
  lower: (value) => goText(value).toLowerCase(),
  title: (value) => goText(value).replaceAll(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  join: (list, separator) => asList(list).map(goText).join(goText(separator)),
  split: (value, separator) => goText(value).split(goText(separator)),
  pad: (value, before, after) => {
    const text = goText(value)
    return text === '' ? text : ' '.repeat(asNumber(before)) + text + ' '.repeat(asNumber(after))
  },
  truncate: (value, length) => Array.from(goText(value)).slice(0, asNumber(length)).join(''),
  len: (value) => lengthOf(value),
  index: (value, ...path) => path.reduce((within: Value, key) => elementOf(within, key), value),
  slice: (value, start, end) =>
    sliceOf(value, asNumber(start ?? 0), end === undefined ? undefined : asNumber(end)),
  eq: (value, ...others) => others.some((other) => goText(other) === goText(value)),
  ne: (value, other) => goText(value) !== goText(other),
  lt: (one, other) => compare(one, other) < 0,
  le: (one, other) => compare(one, other) <= 0,
  gt: (one, other) => compare(one, other) > 0,
  ge: (one, other) => compare(one, other) >= 0,
  not: (value) => !isTrue(value),
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  print: (...values) => printAll(values),
  println: (...values) => `${values.map(goText).join(' ')}\n`,
  printf: (format, ...values) => formatAll(goText(format), values),
}

/** A value as Go prints it: lists in brackets, structures in braces. */
export function goText(value: Value): string {
  if (value === undefined) return '<no value>'
  if (value === null) return '<nil>'
  if (typeof value === 'function') return '<method>'
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`
  if (typeof value === 'object') return `{${Object.values(value).map(goText).join(' ')}}`
  return String(value)
}

/** Whether `if` takes it for true: everything but false, zero, nothing and the empty. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== ''
}

export function asList(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value
  throw new TemplateError(`"${goText(value)}" is not a list`)
}

function asNumber(value: Value): number {
  if (typeof value === 'number') return value
  throw new TemplateError(`"${goText(value)}" is not a number`)
}

function asJson(value: Value): Json {
  if (value === undefined || value === null || typeof value === 'function') return null
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object') return value
  const fields = Object.entries(value).filter(([, field]) => typeof field !== 'function')
  return Object.fromEntries(fields.map(([name, field]) => [name, asJson(field)]))
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (Array.isArray(value)) return value.length
  if (typeof value === 'object' && value !== null) return Object.keys(value).length
  throw new TemplateError(`"${goText(value)}" has no length`)
}

function elementOf(value: Value, key: Value): Value {
  if (Array.isArray(value)) {
    const element: Value = value[asNumber(key)]
    if (element !== undefined) return element
    throw new TemplateError(`index ${goText(key)} is beyond the list`)
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).find(([name]) => name === key)?.[1]
  throw new TemplateError(`"${goText(value)}" cannot be indexed`)
}

function sliceOf(value: Value, start: number, end: number | undefined): Value {
  if (typeof value === 'string' || Array.isArray(value)) return value.slice(start, end)
  throw new TemplateError(`"${goText(value)}" cannot be sliced`)
}

function compare(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const [left, right] = [goText(one), goText(other)]
  if (left === right) return 0
  return left < right ? -1 : 1
}

// Go puts a space between two values only where neither is text.
function printAll(values: readonly Value[]): string {
  let text = ''
  for (const [index, value] of values.entries()) {
    const before = values[index - 1]
    if (index > 0 && typeof before !== 'string' && typeof value !== 'string') text += ' '
    text += goText(value)
  }
  return text
}

function formatAll(format: string, values: readonly Value[]): string {
  let next = 0
  return format.replaceAll(/%(-?)(\d*)([a-z%])/giu, (_, left: string, width: string, verb: string) => {
    if (verb === '%') return '%'
    if (next >= values.length) return `%!${verb}(MISSING)`
    const value = values[next]
    next += 1
    const text = verb === 'q' ? goQuoted(goText(value)) : goText(value)
    const columns = Number(width)
    return left === '' ? text.padStart(columns) : text.padEnd(columns)
  })
}
