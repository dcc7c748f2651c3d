import type {
  MappingEntry,
  MappingNode,
  Node,
  Origin,
  Scalar,
  ScalarNode,
  SequenceNode,
} from '../document/node.ts'

export type Entries = readonly (readonly [string, MappingEntry])[]

export function scalarNode(value: Scalar, origin: Origin): ScalarNode {
  return { kind: 'scalar', value, origin }
}

export function sequenceNode(items: readonly Node[], origin: Origin): SequenceNode {
  return { kind: 'sequence', items, origin }
}

/** Later entries of the same key win and keep the first one's place. */
export function mappingNode(entries: Entries, origin: Origin): MappingNode {
  return { kind: 'mapping', entries: new Map(entries), origin }
}

/** An entry whose key was written where `key` says, by default where the value was. */
export function entryOf(value: Node, key: Origin = value.origin): MappingEntry {
  return { key, value }
}

/** A mapping that one written value stands for: every key and scalar points at that value. */
export function mappingFrom(
  fields: Readonly<Record<string, Scalar | undefined>>,
  origin: Origin,
): MappingNode {
  const entries = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, entryOf(scalarNode(value, origin))] as const],
  )
  return mappingNode(entries, origin)
}

/** Marks a value nobody wrote: it follows from what is at `origin`. */
export function defaultOrigin(origin: Origin): Origin {
  return { span: origin.span, hops: [...(origin.hops ?? []), { how: 'default' }] }
}

export function defaultScalar(value: Scalar, origin: Origin): ScalarNode {
  return scalarNode(value, defaultOrigin(origin))
}

export function valueAt(node: MappingNode, key: string): Node | undefined {
  return node.entries.get(key)?.value
}

/** The text at `key`, when there is one. */
export function textAt(node: MappingNode, key: string): string | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

export function isNull(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === null
}

/** The same mapping with one value replaced or added. */
export function withValue(node: MappingNode, key: string, value: Node): MappingNode {
  const entries = new Map(node.entries)
  entries.set(key, { key: node.entries.get(key)?.key ?? value.origin, value })
  return { ...node, entries }
}

/** Adds the default where the key is missing, or only says null. */
export function withDefault(node: MappingNode, key: string, value: Scalar): MappingNode {
  const present = valueAt(node, key)
  if (present !== undefined && !isNull(present)) return node
  return withValue(node, key, defaultScalar(value, node.origin))
}

export function withoutKeys(node: MappingNode, keys: readonly string[]): MappingNode {
  if (!keys.some((key) => node.entries.has(key))) return node
  return { ...node, entries: new Map(Array.from(node.entries).filter(([key]) => !keys.includes(key))) }
}
