import type { Rule } from '../rules.ts'
import { sequenceNode } from '../make-node.ts'

/** `dns: 8.8.8.8` is a list of one. */
export const listFromString: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? sequenceNode([{ kind: 'scalar', value: node.value, origin: node.origin }], node.origin)
    : node

/** Drops the empty items, which an unset variable leaves behind. */
export const withoutEmptyItems: Rule = (node) => {
  if (node.kind !== 'sequence') return node
  const items = node.items.filter(
    (item) => item.kind !== 'scalar' || (item.value !== null && item.value !== ''),
  )
  return items.length === node.items.length ? node : { ...node, items }
}
