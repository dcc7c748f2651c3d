import type { MappingEntry, Node, SequenceNode } from '../../document/node.ts'
import { scalarText } from '../../document/scalar-text.ts'
import { entryOf, mappingNode, scalarNode } from '../make-node.ts'
import type { Report, Rule } from '../rules.ts'

type Bare = 'null' | 'empty' | 'refused'

/** `- KEY=value` items become a mapping; a bare `KEY` is null and takes the project's value later. */
export const environmentMap: Rule = (node, report) => {
  if (node.kind !== 'sequence') return node
  const known = node.items.filter((item) => !isEmpty(item, report) && !hasBadName(item, report))
  return mapFromItems({ ...node, items: known }, 'null', report)
}

/** `- key=value` items become a mapping; a bare `key` is empty. */
export const labelMap: Rule = (node, report) =>
  node.kind === 'sequence' ? mapFromItems(node, 'empty', report) : node

/** `- name=value` items become a mapping; every item needs its `=`. */
export const strictMap: Rule = (node, report) =>
  node.kind === 'sequence' ? mapFromItems(node, 'refused', report) : node

function mapFromItems(node: SequenceNode, bare: Bare, report: Report): Node {
  const entries: [string, MappingEntry][] = []
  for (const item of node.items) {
    if (item.kind !== 'scalar') return node
    const text = scalarText(item)
    const at = text.indexOf('=')
    if (at < 0 && bare === 'refused') {
      report({
        code: 'CMP108',
        severity: 'error',
        message: `"${text}" has no value`,
        span: item.origin.span,
        hint: `write "${text}=VALUE"`,
      })
      continue
    }
    const value = at < 0 ? (bare === 'null' ? null : '') : text.slice(at + 1)
    entries.push([at < 0 ? text : text.slice(0, at), entryOf(scalarNode(value, item.origin))])
  }
  return mappingNode(entries, node.origin)
}

/** What is left of a variable that stands for a whole entry and is not set. */
function isEmpty(item: Node, report: Report): boolean {
  if (item.kind !== 'scalar' || scalarText(item) !== '') return false
  report({
    code: 'CMP118',
    severity: 'warning',
    message: 'an empty entry of "environment" is left out',
    span: item.origin.span,
  })
  return true
}

function hasBadName(item: Node, report: Report): boolean {
  if (item.kind !== 'scalar') return false
  const text = scalarText(item)
  const [name = ''] = text.split('=', 1)
  if (name !== '' && !/\s$/.test(name)) return false
  report({
    code: 'CMP108',
    severity: 'error',
    message:
      name.trim() === ''
        ? `the environment variable in "${text}" has no name`
        : `the environment variable "${name.trim()}" is declared with a trailing space`,
    span: item.origin.span,
    hint: name === '' ? 'write "NAME=VALUE"' : 'remove the space before "="',
  })
  return true
}
