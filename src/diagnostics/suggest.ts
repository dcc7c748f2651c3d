/**
 * The candidate a misspelt word most likely means, or `undefined` when none is close: at most one edit in three letters,
 * where exchanging two neighbouring letters counts as one edit, or the one that it shortens or spells out. Of equally near
 * ones the first wins.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  return nearest(word.toLowerCase(), candidates) ?? spelledOut(word.toLowerCase(), candidates)
}

function nearest(wanted: string, candidates: readonly string[]): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined
  for (const candidate of candidates) {
    const limit = Math.min(
      Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)),
      (best?.distance ?? 4) - 1,
    )
    const distance = editDistance(wanted, candidate.toLowerCase(), limit)
    if (distance !== undefined) best = { candidate, distance }
  }
  return best?.candidate
}

/** `mem` for "memory", `src` for "source", `working_directory` for "working_dir": when only one candidate fits. */
function spelledOut(word: string, candidates: readonly string[]): string | undefined {
  const fitting = candidates.filter((candidate) => {
    const known = candidate.toLowerCase()
    return isShortFor(word, known) || (known.length >= SHORTEST && word.startsWith(known))
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

const SHORTEST = 3

/** Whether all letters of the short word are in the long one, in order and from the first on. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < SHORTEST || short[0] !== long[0]) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** Optimal string alignment distance, or `undefined` when it is above `limit`. */
function editDistance(left: string, right: string, limit: number): number | undefined {
  if (limit < 0 || Math.abs(left.length - right.length) > limit) return undefined
  let beforePrevious: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = nextRow(left, right, row, [beforePrevious, previous])
    if (Math.min(...current) > limit) return undefined
    beforePrevious = previous
    previous = current
  }
  const distance = previous.at(-1) ?? 0
  return distance <= limit ? distance : undefined
}

type Rows = readonly [beforePrevious: readonly number[], previous: readonly number[]]

function nextRow(
  left: string,
  right: string,
  row: number,
  [beforePrevious, previous]: Rows,
): readonly number[] {
  const current = [row]
  for (let column = 1; column <= right.length; column++) {
    const cost = left[row - 1] === right[column - 1] ? 0 : 1
    const edits = [
      cell(previous, column) + 1,
      cell(current, column - 1) + 1,
      cell(previous, column - 1) + cost,
    ]
    const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
    if (row > 1 && column > 1 && isSwap) edits.push(cell(beforePrevious, column - 2) + 1)
    current.push(Math.min(...edits))
  }
  return current
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
