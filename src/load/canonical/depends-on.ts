import type { Node } from '../../document/node.ts'
import { scalarText } from '../../document/scalar-text.ts'
import { entryOf, mappingNode, withDefault } from '../make-node.ts'
import { inOrder, values, type Rule } from '../rules.ts'

/** Names become started and required dependencies; a long form gets the same defaults. Spec 2.2, depends_on. */
export const dependencies: Rule = inOrder(
  (node) => mapFromList(node),
  values((node) => withDefaults(node)),
)

function mapFromList(node: Node): Node {
  if (node.kind !== 'sequence') return node
  const entries = node.items.flatMap((item) =>
    item.kind === 'scalar' ? [[scalarText(item), entryOf(mappingNode([], item.origin))] as const] : [],
  )
  return mappingNode(entries, node.origin)
}

function withDefaults(node: Node): Node {
  if (node.kind !== 'mapping') return node
  return withDefault(withDefault(node, 'condition', 'service_started'), 'required', true)
}
