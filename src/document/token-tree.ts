/** What is needed to know of the parser's tokens: values nest in `items`; closing indicators are in `end`. */
export interface TreeToken {
  readonly type: string
  readonly offset: number
  readonly source?: string
  readonly items?: readonly { readonly key?: TreeToken | null; readonly value?: TreeToken }[]
  readonly end?: readonly TreeToken[]
  /** Of a document, its content. */
  readonly value?: TreeToken
}

/** The offset of the first value that is nested more than `limit` levels deep. */
export function findTooDeep(tokens: readonly TreeToken[], limit: number): number | undefined {
  let first: number | undefined
  walkLevels(tokens, (values, depth) => {
    if (depth <= limit) return
    for (const { items, offset } of values)
      if (items !== undefined) first = Math.min(first ?? Infinity, offset)
  })
  return first
}

/** Something in quotes or brackets that the parser found no end of; `end` is where it gave up. */
export interface Unclosed {
  readonly start: number
  readonly end: number
}

/** All that is not closed, outer before inner. */
export function findUnclosed(tokens: readonly TreeToken[]): readonly Unclosed[] {
  const found: Unclosed[] = []
  walkLevels(tokens, (values) => {
    for (const value of values) if (isUnclosed(value)) found.push({ start: value.offset, end: endOf(value) })
  })
  return found
}

function isUnclosed({ type, source = '', end = [] }: TreeToken): boolean {
  if (type === 'flow-collection') return end[0] === undefined || end[0].type === 'flow-error-end'
  if (type === 'single-quoted-scalar') return source.length < 2 || !/[^']'(?:'')*$|^'(?:'')*'$/.test(source)
  if (type === 'double-quoted-scalar') return source.length < 2 || !/(?:^"|[^\\])(?:\\\\)*"$/.test(source)
  return false
}

function endOf({ offset, source = '' }: TreeToken): number {
  return offset + source.length
}

/** Visits the values of the tree level by level, without recursion: how deep it is, is one of the questions. */
function walkLevels(
  tokens: readonly TreeToken[],
  visit: (values: readonly TreeToken[], depth: number) => void,
): void {
  let level: TreeToken[] = []
  for (const { type, value } of tokens) if (type === 'document' && value !== undefined) level.push(value)
  for (let depth = 1; level.length > 0; depth++) {
    visit(level, depth)
    const next: TreeToken[] = []
    for (const { items } of level) {
      if (items === undefined) continue
      for (const { key, value } of items) {
        if (key) next.push(key)
        if (value) next.push(value)
      }
    }
    level = next
  }
}
