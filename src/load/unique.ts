import type { MappingEntry, MappingNode, Node, SequenceNode } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { parseVolumeSpec } from './canonical/volume-spec.ts'
import { textAt, valueAt } from './make-node.ts'
import type { Identity } from './merge-rules.ts'
import { identities } from './merge-rules.ts'
import type { PathTree } from './path-tree.ts'
import { buildPathTree, stepInto } from './path-tree.ts'

/**
 * Drops list entries that a later entry of the same identity (`identities` in `merge-rules.ts`) replaces; the later one
 * takes the place of the earlier. Needed after every merge, and again when short forms were expanded.
 */
export function createDeduplicator(): (document: MappingNode) => MappingNode {
  const tree = buildPathTree(identities)
  return (document) => uniqueMapping(document, tree)
}

function uniqueNode(node: Node, tree: PathTree<Identity>): Node {
  if (node.kind === 'mapping') return uniqueMapping(node, tree)
  return node.kind === 'sequence' && tree.rule !== undefined ? uniqueList(node, tree.rule) : node
}

function uniqueMapping(node: MappingNode, tree: PathTree<Identity>): MappingNode {
  const changed = new Map<string, MappingEntry>()
  for (const [key, entry] of node.entries) {
    const below = stepInto(tree, key)
    const value = below === undefined ? entry.value : uniqueNode(entry.value, below)
    if (value !== entry.value) changed.set(key, { key: entry.key, value })
  }
  return changed.size === 0 ? node : { ...node, entries: new Map([...node.entries, ...changed]) }
}

function uniqueList(list: SequenceNode, identity: Identity): SequenceNode {
  const items: Node[] = []
  const places = new Map<string, number>()
  for (const item of list.items) {
    const key = IDENTIFY[identity](item)
    const place = key === undefined ? undefined : places.get(key)
    if (place !== undefined) {
      items[place] = item
      continue
    }
    if (key !== undefined) places.set(key, items.length)
    items.push(item)
  }
  return items.length === list.items.length ? list : { ...list, items }
}

/** `undefined`: not of a form that has an identity, so it is kept for validation to judge. */
type Identify = (item: Node) => string | undefined

const IDENTIFY: Readonly<Record<Identity, Identify>> = {
  name: (item) => textOf(item)?.split('=', 1)[0],
  text: (item) => (item.kind === 'scalar' ? scalarText(item) : undefined),
  port: (item) => (item.kind === 'mapping' ? portKey(item) : IDENTIFY.text(item)),
  mount: (item) => (item.kind === 'mapping' ? textAt(item, 'target') : shortMountTarget(item)),
  device: (item) => (item.kind === 'mapping' ? textAt(item, 'target') : shortDeviceTarget(item)),
  secret: (item) => referenceTarget(item, '/run/secrets/'),
  config: (item) => referenceTarget(item, '/'),
  path: (item) => (item.kind === 'mapping' ? textAt(item, 'path') : textOf(item)),
}

function portKey(port: MappingNode): string | undefined {
  const target = fieldText(port, 'target')
  if (target === undefined) return undefined
  const host = fieldText(port, 'host_ip') ?? '0.0.0.0'
  return `${host}:${fieldText(port, 'published') ?? ''}:${target}/${fieldText(port, 'protocol') ?? 'tcp'}`
}

function shortMountTarget(item: Node): string | undefined {
  const text = textOf(item)
  const parsed = text === undefined ? undefined : parseVolumeSpec(text)
  return parsed?.ok === true ? parsed.spec.target : undefined
}

function shortDeviceTarget(item: Node): string | undefined {
  const [source, target] = textOf(item)?.split(':') ?? []
  return target ?? source
}

function referenceTarget(item: Node, directory: string): string | undefined {
  if (item.kind !== 'mapping') {
    const name = textOf(item)
    return name === undefined ? undefined : directory + name
  }
  const source = textAt(item, 'source')
  return textAt(item, 'target') ?? (source === undefined ? undefined : directory + source)
}

function textOf(item: Node): string | undefined {
  return item.kind === 'scalar' && typeof item.value === 'string' ? item.value : undefined
}

function fieldText(node: MappingNode, key: string): string | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' ? scalarText(value) : undefined
}
