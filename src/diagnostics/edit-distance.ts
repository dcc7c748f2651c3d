/**
 * The number of edits that make one text of the other (a letter added, removed, replaced, or exchanged with its neighbour),
 * or `undefined` when that is more than `limit`. Only cells near the diagonal are looked at, so that a misspelt name can be
 * compared with thousands.
 */
export function editDistance(left: string, right: string, limit: number): number | undefined {
  if (limit < 0 || Math.abs(left.length - right.length) > limit) return undefined
  if (limit === 0) return left === right ? 0 : undefined
  let beforePrevious: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = nextRow({ left, right, limit }, row, beforePrevious, previous)
    if (current === undefined) return undefined
    beforePrevious = previous
    previous = current
  }
  const distance = previous[right.length] ?? Infinity
  return distance <= limit ? distance : undefined
}

interface Texts {
  readonly left: string
  readonly right: string
  readonly limit: number
}

/** `undefined` when all of the row is beyond the limit; cells that are not near the diagonal are absent. */
function nextRow(
  { left, right, limit }: Texts,
  row: number,
  beforePrevious: readonly number[],
  previous: readonly number[],
): readonly number[] | undefined {
  const first = Math.max(1, row - limit)
  const last = Math.min(right.length, row + limit)
  const current: number[] = []
  current[first - 1] = first === 1 ? row : Infinity
  let least = current[first - 1] ?? Infinity
  for (let column = first; column <= last; column++) {
    const isSame = left[row - 1] === right[column - 1]
    const above = (previous[column] ?? Infinity) + 1
    const before = (current[column - 1] ?? Infinity) + 1
    let cell = Math.min(above, before, (previous[column - 1] ?? Infinity) + (isSame ? 0 : 1))
    const isSwap = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
    if (isSwap) cell = Math.min(cell, (beforePrevious[column - 2] ?? Infinity) + 1)
    current[column] = cell
    least = Math.min(least, cell)
  }
  return least > limit ? undefined : current
}
