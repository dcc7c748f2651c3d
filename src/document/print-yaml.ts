import { formatGoFloat } from '../units/go-number.ts'
import { ExactScalar } from '../units/exact-scalar.ts'
import type { ExactJson } from '../units/exact-scalar.ts'
import { yamlKey, yamlText } from './yaml-text.ts'

/** Data to print. A map keeps the order of its keys whatever they are; an object puts numeric ones first. */
export type Printable = ExactJson | readonly Printable[] | ReadonlyMap<string, Printable>

const STEP = 2

/**
 * Prints data as the YAML that Docker Compose prints: two spaces a level, keys in the order given, lists indented below
 * their key, long lines not folded, strings quoted where and how go-yaml does. Ends with a newline.
 */
export function printYaml(value: Printable): string {
  const branch = branchOf(value)
  return `${branch === undefined ? leaf(value, 0) : printBranch(branch, 0)}\n`
}

/** A list or mapping that has something in it. */
type Branch =
  | { readonly kind: 'list'; readonly items: readonly Printable[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [key: string, value: Printable])[] }

function branchOf(value: Printable): Branch | undefined {
  if (typeof value !== 'object' || value === null || value instanceof ExactScalar) return undefined
  if (isList(value)) return value.length === 0 ? undefined : { kind: 'list', items: value }
  const entries = isMap(value) ? [...value] : Object.entries(value)
  return entries.length === 0 ? undefined : { kind: 'mapping', entries }
}

function isList(value: object): value is readonly Printable[] {
  return Array.isArray(value)
}

function isMap(value: object): value is ReadonlyMap<string, Printable> {
  return value instanceof Map
}

/** The lines of a list or mapping whose first line stands at column `indent` already. */
function printBranch(branch: Branch, indent: number): string {
  const entries =
    branch.kind === 'list'
      ? branch.items.map((item) => `- ${nested(item, indent)}`)
      : branch.entries.map(([key, item]) => entry(key, item, indent))
  return entries.join(`\n${' '.repeat(indent)}`)
}

function entry(key: string, value: Printable, indent: number): string {
  const text = yamlKey(key)
  if (text === undefined) return `? ${leaf(key, indent)}\n${' '.repeat(indent)}: ${nested(value, indent)}`
  const branch = branchOf(value)
  if (branch === undefined) return `${text}: ${leaf(value, indent)}`
  return `${text}:\n${' '.repeat(indent + STEP)}${printBranch(branch, indent + STEP)}`
}

/** What follows "- ", "? " or ": " on the same line. */
function nested(value: Printable, indent: number): string {
  const branch = branchOf(value)
  return branch === undefined ? leaf(value, indent) : printBranch(branch, indent + STEP)
}

function leaf(value: Printable, indent: number): string {
  if (typeof value === 'string') return text(value, indent)
  if (typeof value === 'number') return number(value)
  if (value instanceof ExactScalar) return value.text
  if (Array.isArray(value)) return '[]'
  return typeof value === 'object' && value !== null ? '{}' : String(value)
}

function number(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value)
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  return formatGoFloat(value)
}

function text(value: string, indent: number): string {
  const written = yamlText(value)
  if (written.kind === 'line') return written.text
  const margin = `\n${' '.repeat(indent + STEP)}`
  return written.header + written.lines.map((line) => (line === '' ? '\n' : margin + line)).join('')
}
