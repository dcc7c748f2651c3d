import { textWidth } from './text-width.ts'
import type { Hop, Node, Origin } from '../document/node.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { formatPath } from '../document/path.ts'
import type { Path } from '../document/path.ts'
import { scalarText } from '../document/scalar-text.ts'
import { lineColumns } from '../diagnostics/line-column.ts'
import type { PlaceContext } from './origin-text.ts'
import { expressionText, formatOrigin } from './origin-text.ts'
import type { Style } from './style.ts'

interface Explained {
  readonly yaml: string
  readonly originOf: (path: Path) => Origin | undefined
}

interface Leaf {
  readonly path: Path
  readonly node: Node
}

/** Longer lines push their own comment to the right, and not those of all others. */
const WIDEST = 60

/** The YAML with a comment behind each value that says where it comes from. It is still the same YAML. */
export function formatExplainedYaml(explained: Explained, context: PlaceContext, style: Style): string {
  const comments = new Map<number, string>()
  const at = lineColumns(explained.yaml)
  for (const { path, node } of leavesOf(explained.yaml)) {
    const { line } = at(node.origin.span.start)
    comments.set(line, commentOf(explained.originOf(path), context))
  }
  const lines = explained.yaml.trimEnd().split('\n')
  const commented = lines.filter((_, index) => comments.has(index + 1)).map((text) => textWidth(text))
  const column = Math.max(0, ...commented.filter((length) => length <= WIDEST))
  const texts = lines.map((text, index) => {
    const comment = comments.get(index + 1)
    const gap = ' '.repeat(Math.max(0, column - textWidth(text)) + 2)
    return comment === undefined ? text : `${text}${gap}${style.dim(`# ${comment}`)}`
  })
  return `${texts.join('\n')}\n`
}

function commentOf(origin: Origin | undefined, context: PlaceContext): string {
  return origin === undefined ? 'default' : formatOrigin(origin, context)
}

/** The same for programs: a list of values with their places. */
export function formatExplainedJson({ yaml, originOf }: Explained, context: PlaceContext): string {
  const values = leavesOf(yaml).map(({ path, node }) => {
    const origin = originOf(path)
    const hops: readonly Hop[] = origin === undefined ? [{ how: 'default' }] : (origin.hops ?? [])
    return {
      path: formatPath(path),
      value: node.kind === 'scalar' ? scalarText(node) : node.kind === 'mapping' ? {} : [],
      ...(origin === undefined ? {} : { place: context.place(origin.span) }),
      how: hops.map(({ how, span }) => ({
        how,
        ...(span === undefined ? {} : { place: context.place(span) }),
        ...(how === 'variable' && span !== undefined ? { expression: expressionText(span, context) } : {}),
      })),
    }
  })
  return `${JSON.stringify(values, null, 2)}\n`
}

/** Single values, and lists and mappings without content, in the order of the lines. */
function leavesOf(yaml: string): readonly Leaf[] {
  const [document] = parseYaml('config', yaml).documents
  return document === undefined ? [] : leavesBelow(document, [])
}

function leavesBelow(node: Node, path: Path): readonly Leaf[] {
  if (node.kind === 'sequence' && node.items.length > 0)
    return node.items.flatMap((item, index) => leavesBelow(item, [...path, index]))
  if (node.kind === 'mapping' && node.entries.size > 0)
    return [...node.entries].flatMap(([key, { value }]) => leavesBelow(value, [...path, key]))
  return [{ path, node }]
}
