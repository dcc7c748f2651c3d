import { readShellWords } from '../../units/shell-words.ts'
import { scalarNode, sequenceNode } from '../make-node.ts'
import type { Rule } from '../rules.ts'

/**
 * A command given as one string is split into words as a shell would, without expanding anything and without a shell:
 * what follows a separator or redirection is lost, as it is with Compose, but not in silence.
 */
export const command: Rule = (node, report) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const { origin } = node
  const read = readShellWords(node.value)
  if (read === undefined) {
    report({
      code: 'CMP108',
      severity: 'error',
      message: 'the command has an unclosed quote or parenthesis',
      span: origin.span,
      hint: 'close it, or give the command as a list',
    })
    return node
  }
  if (read.stoppedAt !== undefined) {
    report({
      code: 'CMP118',
      severity: 'warning',
      message: `the command is cut off at "${node.value.slice(read.stoppedAt, read.stoppedAt + 1)}", because no shell runs it`,
      span: origin.span,
      hint: 'write it as a list: ["sh", "-c", "..."]',
    })
  }
  return sequenceNode(
    read.words.map((word) => scalarNode(word, origin)),
    origin,
  )
}
