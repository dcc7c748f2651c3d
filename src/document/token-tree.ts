/** What is needed to know of the parser's tokens: values nest in `items`; closing indicators are in `end`. */
export interface TreeToken {
  readonly type: string
  readonly offset: number
  readonly source?: string
  /** Of something in brackets, the one that opens it. */
  readonly start?: TreeToken | readonly TreeToken[]
  readonly items?: readonly { readonly key?: TreeToken | null; readonly value?: TreeToken }[]
  readonly end?: readonly TreeToken[]
  /** Of a document, its content. */
  readonly value?: TreeToken
}

/** Something in quotes or brackets; where the parser found no end of it, `end` is where it gave up. */
export interface Enclosed {
  readonly start: number
  readonly end: number
}

/** All that is not closed, outer before inner. */
export function findUnclosed(tokens: readonly TreeToken[]): readonly Enclosed[] {
  const found: Enclosed[] = []
  walkLevels(
    tokens,
    () => true,
    (values) => {
      for (const value of values)
        if (isUnclosed(value)) found.push({ start: value.offset, end: endOf(value) })
    },
  )
  return found
}

/** All in quotes that goes over several lines. */
export function findLongQuotes(tokens: readonly TreeToken[]): readonly Enclosed[] {
  const found: Enclosed[] = []
  walkLevels(
    tokens,
    () => true,
    (values) => {
      for (const value of values)
        if (value.type.endsWith('quoted-scalar') && value.source?.includes('\n') === true)
          found.push({ start: value.offset, end: endOf(value) })
    },
  )
  return found
}

function isUnclosed({ type, source = '', start, end = [] }: TreeToken): boolean {
  if (type === 'flow-collection') return end[0] === undefined || !doMatch(start, end[0])
  if (type === 'single-quoted-scalar') return source.length < 2 || !/[^']'(?:'')*$|^'(?:'')*'$/.test(source)
  if (type === 'double-quoted-scalar') return source.length < 2 || !/(?:^"|[^\\])(?:\\\\)*"$/.test(source)
  return false
}

function doMatch(opening: TreeToken['start'], closing: TreeToken): boolean {
  const isMap = opening !== undefined && 'source' in opening && opening.source === '{'
  return closing.type === (isMap ? 'flow-map-end' : 'flow-seq-end')
}

function endOf({ offset, source = '' }: TreeToken): number {
  return offset + source.length
}

/** Visits the wanted values of the tree level by level, without recursion: how deep it is, is one of the questions. */
function walkLevels(
  tokens: readonly TreeToken[],
  isWanted: (value: TreeToken) => boolean,
  visit: (values: readonly TreeToken[], depth: number) => void,
): void {
  let level: TreeToken[] = []
  const collect = (value: TreeToken | null | undefined): void => {
    if (value && isWanted(value)) level.push(value)
  }
  for (const { type, value } of tokens) if (type === 'document') collect(value)
  for (let depth = 1; level.length > 0; depth++) {
    const current = level
    visit(current, depth)
    level = []
    for (const { items } of current) {
      if (items === undefined) continue
      for (const { key, value } of items) {
        collect(key)
        collect(value)
      }
    }
  }
}
