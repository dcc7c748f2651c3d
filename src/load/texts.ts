import type { Node } from '../document/node.ts'

/** The texts of a value that is one text or a list of texts; what is neither is left out. */
export function textsOf(node: Node | undefined): readonly string[] {
  const nodes = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node]
  return nodes.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  )
}
