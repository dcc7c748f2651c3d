import type { Node } from '../../document/node.ts'
import { entryOf, mappingNode, withDefault } from '../make-node.ts'
import { inOrder, items, type Rule } from '../rules.ts'
import { listFromString } from './string-list.ts'

/** A path or a list of paths becomes a list of `{path, required}`. */
export const envFiles: Rule = inOrder(
  listFromString,
  items((node) => longForm(node)),
)

function longForm(node: Node): Node {
  if (node.kind === 'mapping') return withDefault(node, 'required', true)
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  return withDefault(mappingNode([['path', entryOf(node)]], node.origin), 'required', true)
}
