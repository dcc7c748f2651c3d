import type { Hop, Node } from '../document/node.ts'

/** The same value with one more step in the history of each of its parts. */
export function withHop(node: Node, hop: Hop): Node {
  const origin = { ...node.origin, hops: [...(node.origin.hops ?? []), hop] }
  if (node.kind === 'scalar') return { ...node, origin }
  if (node.kind === 'sequence')
    return { ...node, origin, items: node.items.map((item) => withHop(item, hop)) }
  const entries = new Map(
    Array.from(node.entries, ([key, entry]) => [key, { key: entry.key, value: withHop(entry.value, hop) }]),
  )
  return { ...node, origin, entries }
}
