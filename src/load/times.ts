import type { MappingNode, Node } from '../document/node.ts'
import type { SchemaViolation } from './generated/validate-compose.js'

/** Times outside of extension fields, as violations of the schema: no field holds one, and what was meant is text. */
export function timesIn(document: MappingNode): readonly SchemaViolation[] {
  const found: SchemaViolation[] = []
  findTimes(document, '', found)
  return found
}

function findTimes(node: Node, instancePath: string, found: SchemaViolation[]): void {
  switch (node.kind) {
    case 'mapping':
      for (const [key, { value }] of node.entries)
        if (!key.startsWith('x-')) findTimes(value, `${instancePath}/${escapeStep(key)}`, found)
      return
    case 'sequence':
      for (const [index, item] of node.items.entries()) findTimes(item, `${instancePath}/${index}`, found)
      return
    default:
      if (node.exact?.kind === 'time')
        found.push({ instancePath, keyword: 'type', params: { type: 'string' }, parentSchema: {} })
  }
}

/** As a step of a JSON pointer. */
function escapeStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
