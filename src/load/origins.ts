import { nodeAt } from '../document/node-at.ts'
import type { MappingNode, Node, Origin } from '../document/node.ts'
import type { Origins } from '../document/origins.ts'
import { formatPath } from '../document/path.ts'
import type { Path } from '../document/path.ts'
import { scalarText } from '../document/scalar-text.ts'

/** Origins from a canonical document; `added` are values that later stages put in, by their formatted path. */
export function originsOf(document: MappingNode, added: ReadonlyMap<string, Origin> = new Map()): Origins {
  return {
    of: (path) => added.get(formatPath(path)) ?? nodeAt(document, path)?.origin,
    isFromVariable: (path) => !isOpen(path) && fromVariables(nearest(document, path), path).length > 0,
    textsFromVariables: () => new Set(fromVariables(document, [])),
  }
}

// What listings show to everybody, and environments, whose values are never told anyway.
const openFields = new Set(['image', 'container_name', 'ports', 'platform', 'environment'])
const sections = new Set(['services', 'networks', 'volumes'])

function isOpen(path: Path): boolean {
  const [section, , field] = path
  if (section === undefined) return false
  if (!sections.has(String(section))) return true
  return section === 'services' ? openFields.has(String(field)) : field === 'name'
}

/** A value may have another form than the file gave it; then the field it belongs to answers for it. */
function nearest(document: MappingNode, path: Path): Node | undefined {
  for (let length = path.length; length >= 3; length -= 1) {
    const node = nodeAt(document, path.slice(0, length))
    if (node !== undefined) return node
  }
  return undefined
}

function fromVariables(node: Node | undefined, path: Path): readonly string[] {
  if (node === undefined || isOpen(path)) return []
  if (node.kind === 'sequence')
    return node.items.flatMap((item, index) => fromVariables(item, [...path, index]))
  if (node.kind === 'mapping')
    return [...node.entries].flatMap(([key, { value }]) => fromVariables(value, [...path, key]))
  const isMade = node.origin.hops?.some(({ how }) => how === 'variable') === true
  const text = scalarText(node)
  return isMade && text !== undefined && text !== '' ? [text] : []
}
