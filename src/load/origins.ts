import { nodeAt } from '../document/node-at.ts'
import type { MappingNode, Origin } from '../document/node.ts'
import type { Origins } from '../document/origins.ts'
import { formatPath } from '../document/path.ts'

/** Origins from a canonical document; `added` are values that later stages put in, by their formatted path. */
export function originsOf(document: MappingNode, added: ReadonlyMap<string, Origin> = new Map()): Origins {
  return {
    of: (path) => added.get(formatPath(path)) ?? nodeAt(document, path)?.origin,
  }
}
