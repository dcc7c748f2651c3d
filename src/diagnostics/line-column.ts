/** A place as people count it: both from 1, columns in characters (an emoji is one). */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

/** The line and column of a UTF-16 offset. Offsets beyond the text count as its end; a byte order mark is no column. */
export function lineColumn(text: string, offset: number): LineColumn {
  const end = Math.min(Math.max(offset, 0), text.length)
  let line = 1
  let lineStart = text.startsWith('\uFEFF') && end > 0 ? 1 : 0
  for (
    let newline = text.indexOf('\n');
    newline !== -1 && newline < end;
    newline = text.indexOf('\n', newline + 1)
  ) {
    line++
    lineStart = newline + 1
  }
  return { line, column: columnsTo(text, lineStart, end) }
}

/** The same for many offsets of one text: its lines are counted once, when the first is asked for. */
export function lineColumns(text: string): (offset: number) => LineColumn {
  let starts: readonly number[] | undefined
  return (offset) => {
    const end = Math.min(Math.max(offset, 0), text.length)
    starts ??= startsOfLines(text)
    const line = countUpTo(starts, end)
    const lineStart = starts[line - 1] ?? 0
    return { line, column: columnsTo(text, Math.min(lineStart, end), end) }
  }
}

function columnsTo(text: string, lineStart: number, end: number): number {
  return Array.from(text.slice(lineStart, end)).length + 1
}

function startsOfLines(text: string): readonly number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0]
  for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', newline + 1))
    starts.push(newline + 1)
  return starts
}

/** How many of the ascending numbers are at most `limit`; at least one is taken to be. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [1, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
