import type { MappingEntry, MappingNode, Node } from '../document/node.ts'

/** The document after `!reset` and `!override` did their work: reset keys and entries are gone, the tags are gone. */
export function withoutMergeTags(document: MappingNode): MappingNode {
  return cleanMapping(document)
}

function clean(node: Node): Node {
  if (node.kind === 'mapping') return cleanMapping(node)
  if (node.kind === 'sequence') {
    const items = node.items.filter((item) => item.tag !== 'reset').map(clean)
    const isSame =
      node.tag === undefined &&
      items.length === node.items.length &&
      items.every((item, index) => item === node.items[index])
    return isSame ? node : { kind: 'sequence', items, origin: node.origin }
  }
  if (node.tag === undefined) return node
  const { tag: _, ...rest } = node
  return rest
}

function cleanMapping(node: MappingNode): MappingNode {
  const entries = new Map<string, MappingEntry>()
  let isSame = node.tag === undefined
  for (const [key, entry] of node.entries) {
    if (entry.value.tag === 'reset') {
      isSame = false
      continue
    }
    const value = clean(entry.value)
    if (value !== entry.value) isSame = false
    entries.set(key, value === entry.value ? entry : { key: entry.key, value })
  }
  return isSame ? node : { kind: 'mapping', entries, origin: node.origin }
}
