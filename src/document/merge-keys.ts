import type { MappingEntry, Node } from './node.ts'

type Entries = ReadonlyMap<string, MappingEntry>

/**
 * The entries that `<<: source` brings: of one mapping, or of a list of mappings where the first to have a key wins.
 * Values keep their place and get the `alias` hop of the mapping they came through.
 */
export function mergeEntries(
  source: Node,
): { readonly entries: Entries } | { readonly problem: 'not-a-mapping' } {
  if (source.kind === 'mapping') return { entries: entriesThrough(source) }
  if (source.kind === 'scalar') return { problem: 'not-a-mapping' }
  const entries = new Map<string, MappingEntry>()
  for (const item of source.items) {
    if (item.kind !== 'mapping') return { problem: 'not-a-mapping' }
    for (const [key, entry] of entriesThrough(item)) if (!entries.has(key)) entries.set(key, entry)
  }
  return { entries }
}

function entriesThrough(source: Node & { readonly kind: 'mapping' }): Entries {
  const hop = source.origin.hops?.at(-1)
  if (hop === undefined) return source.entries
  const entries = new Map<string, MappingEntry>()
  for (const [key, { key: keyOrigin, value }] of source.entries) {
    const origin = { ...value.origin, hops: [...(value.origin.hops ?? []), hop] }
    entries.set(key, { key: keyOrigin, value: { ...value, origin } })
  }
  return entries
}
