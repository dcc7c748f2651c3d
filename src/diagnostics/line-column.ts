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
  return { line, column: Array.from(text.slice(lineStart, end)).length + 1 }
}
