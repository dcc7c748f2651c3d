import { sequenceNode } from '../make-node.ts'
import { fields, values, type Rule } from '../rules.ts'

/** Every option of a provider may be repeated, so a single value is a list of one. */
export const provider: Rule = fields({
  options: values((node) => (node.kind === 'scalar' ? sequenceNode([node], node.origin) : node)),
})
