import type { MappingEntry, Node } from '../../document/node.ts'
import { scalarText } from '../../document/scalar-text.ts'
import { entryOf, isNull, mappingNode, scalarNode } from '../make-node.ts'
import type { Report, Rule } from '../rules.ts'

/** `default` and `ID=PATH` items become a mapping of id to path; only `default` may go without one. */
export const sshKeys: Rule = (node, report) => {
  if (node.kind === 'mapping') {
    for (const [name, { value }] of node.entries)
      if (isNull(value) && name !== 'default') reportPathless(name, value, report)
    return node
  }
  if (node.kind !== 'sequence') return node
  const entries: [string, MappingEntry][] = []
  for (const item of node.items) {
    if (item.kind !== 'scalar') return node
    const text = scalarText(item)
    const at = text.indexOf('=')
    if (at < 0 && text !== 'default') {
      reportPathless(text, item, report)
      continue
    }
    const path = at < 0 ? null : text.slice(at + 1)
    entries.push([at < 0 ? text : text.slice(0, at), entryOf(scalarNode(path, item.origin))])
  }
  return mappingNode(entries, node.origin)
}

function reportPathless(name: string, node: Node, report: Report): void {
  report({
    code: 'CMP108',
    severity: 'error',
    message: `the SSH key "${name}" has no path`,
    span: node.origin.span,
    hint: `write "${name}=PATH", or "default" for the agent`,
  })
}
