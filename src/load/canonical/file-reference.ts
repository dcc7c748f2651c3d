import { entryOf, mappingNode } from '../make-node.ts'
import type { Rule } from '../rules.ts'

/** The name of a secret or config becomes `{source}`. */
export const fileReference: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? mappingNode([['source', entryOf(node)]], node.origin)
    : node
