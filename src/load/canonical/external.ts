import type { MappingNode, Node } from '../../document/node.ts'
import { scalarNode, textAt, valueAt, withValue } from '../make-node.ts'
import type { Report, Rule } from '../rules.ts'

/** The old form `external: {name: N}` becomes `external: true` and `name: N`. Spec 2.3. */
export const externalName: Rule = (node, report) => {
  if (node.kind !== 'mapping') return node
  const external = valueAt(node, 'external')
  if (external?.kind !== 'mapping') return node
  const renamed = withValue(node, 'external', scalarNode(true, external.origin))
  const name = valueAt(external, 'name')
  return name === undefined ? renamed : adoptName(renamed, name, report)
}

function adoptName(node: MappingNode, name: Node, report: Report): Node {
  report({
    code: 'CMP118',
    severity: 'warning',
    message: '"external.name" is deprecated',
    span: name.origin.span,
    hint: 'set "name", and "external: true"',
  })
  const own = valueAt(node, 'name')
  if (own === undefined) return withValue(node, 'name', name)
  if (name.kind !== 'scalar' || name.value === textAt(node, 'name')) return node
  report({
    code: 'CMP207',
    severity: 'error',
    message: '"name" and "external.name" differ',
    span: name.origin.span,
    related: [{ message: '"name" is here', span: own.origin.span }],
    hint: 'keep only "name"',
  })
  return node
}
