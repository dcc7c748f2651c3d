import type { Json } from '../units/json.ts'
import type { ExactJson } from '../units/exact-scalar.ts'
import type { Node } from './node.ts'

/** The value alone, without places. Keys keep their order. */
export function toPlain(node: Node): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'sequence') return node.items.map(toPlain)
  // `fromEntries` makes "__proto__" an ordinary key.
  return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, toPlain(entry.value)]))
}

/** The same, but that no scalar loses anything. */
export function toExact(node: Node): ExactJson {
  if (node.kind === 'scalar') return node.exact ?? node.value
  if (node.kind === 'sequence') return node.items.map(toExact)
  return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, toExact(entry.value)]))
}
