import type { Span } from '../diagnostics/diagnostic.ts'
import type { Node } from './node.ts'
import type { Path } from './path.ts'

/** The node at `path`, or `undefined` where there is none. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root
  for (const step of path) {
    node = node === undefined ? undefined : childAt(node, step)
  }
  return node
}

/** The place of the value at `path`, or of the nearest value around it that exists. */
export function spanAt(root: Node, path: Path): Span {
  let node = root
  for (const step of path) {
    const child = childAt(node, step)
    if (child === undefined) break
    node = child
  }
  return node.origin.span
}

/** The place of the key that the last step of `path` names; of the value when the last step is an index. */
export function keySpanAt(root: Node, path: Path): Span {
  const parent = nodeAt(root, path.slice(0, -1))
  const key = path.at(-1)
  const entry = parent?.kind === 'mapping' && typeof key === 'string' ? parent.entries.get(key) : undefined
  return entry?.key.span ?? spanAt(root, path)
}

function childAt(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'mapping') return node.entries.get(String(step))?.value
  return node.kind === 'sequence' && typeof step === 'number' ? node.items[step] : undefined
}
