import { sequenceNode, scalarNode } from '../make-node.ts'
import type { Rule } from '../rules.ts'
import { splitShellWords } from '../../units/shell-words.ts'

/** A command given as one string is split into words as a shell would, without expanding anything. */
export const command: Rule = (node, report) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const words = splitShellWords(node.value)
  if (words !== undefined) {
    return sequenceNode(
      words.map((word) => scalarNode(word, node.origin)),
      node.origin,
    )
  }
  report({
    code: 'CMP108',
    severity: 'error',
    message: 'the command has an unclosed quote',
    span: node.origin.span,
    hint: 'close it, or give the command as a list',
  })
  return node
}
