import type { Span } from '../diagnostics/diagnostic.ts'
import type { Node } from '../document/node.ts'

export interface WrittenText {
  readonly text: string
  readonly span: Span
}

/** The texts of a value that is one text or a list of texts; what is neither is left out. */
export function textsOf(node: Node | undefined): readonly WrittenText[] {
  const nodes = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node]
  return nodes.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string'
      ? [{ text: item.value, span: item.origin.span }]
      : [],
  )
}
