import { scalarText } from '../../document/scalar-text.ts'
import { entryOf, mappingNode, scalarNode } from '../make-node.ts'
import type { Rule } from '../rules.ts'

/** A list of names (`networks`, `models`) becomes a mapping of null. */
export const mapFromNames: Rule = (node) => {
  if (node.kind !== 'sequence') return node
  const entries = node.items.flatMap((item) =>
    item.kind === 'scalar' ? [[scalarText(item), entryOf(scalarNode(null, item.origin))] as const] : [],
  )
  return mappingNode(entries, node.origin)
}
