import { suggest } from '../diagnostics/suggest.ts'
import type { MappingNode } from '../document/node.ts'
import { withoutKeys } from './make-node.ts'
import type { Report } from './rules.ts'

interface Reading {
  /** What the mapping is, for the message. */
  readonly what: string
  readonly known: readonly string[]
  readonly report: Report
}

/** A mapping without the keys that nobody reads. As in Docker Compose they are no mistake; they are told of, unless they are `x-*`. */
export function withoutUnreadKeys(node: MappingNode, { what, known, report }: Reading): MappingNode {
  const unread = Array.from(node.entries).filter(([name]) => !known.includes(name))
  for (const [name, { key }] of unread) {
    if (name.startsWith('x-')) continue
    const meant = suggest(name, known)
    report({
      code: 'CMP107',
      severity: 'warning',
      message: `unknown field "${name}" in ${what} is not read`,
      span: key.span,
      hint: meant === undefined ? `known here: ${known.join(', ')}` : `did you mean "${meant}"?`,
    })
  }
  return unread.length === 0
    ? node
    : withoutKeys(
        node,
        unread.map(([name]) => name),
      )
}
