/** A text some of whose lines were indented further, with the way back to places in the text as written. */
export interface MovedText {
  readonly text: string
  readonly originalOffset: (offset: number) => number
}

/** Number of spaces to add, by the offset at which a line starts. */
export type Additions = ReadonlyMap<number, number>

export function moveLines(text: string, additions: Additions): MovedText {
  if (additions.size === 0) return { text, originalOffset: (offset) => offset }
  const lines = [...additions].sort(([left], [right]) => left - right)
  let moved = ''
  let copied = 0
  const starts: { readonly at: number; readonly original: number; readonly added: number }[] = []
  for (const [start, added] of lines) {
    moved += text.slice(copied, start)
    starts.push({ at: moved.length, original: start, added })
    moved += ' '.repeat(added)
    copied = start
  }
  const originalOffset = (offset: number): number => {
    const line = starts.findLast(({ at }) => at <= offset)
    return line === undefined ? offset : line.original + Math.max(0, offset - line.at - line.added)
  }
  return { text: moved + text.slice(copied), originalOffset }
}

/**
 * What to add so that a value in quotes or brackets that opens at `start` is indented deeper than its key on all its lines.
 * go-yaml does not care how such lines are indented, the parser does; more spaces at their start change no value.
 * `undefined` when the value has no end, or a document marker is in between.
 */
export function additionsFor(text: string, start: number): Additions | undefined {
  const lines = linesWithin(text, start)
  if (lines === undefined) return undefined
  const wanted = start - text.lastIndexOf('\n', start - 1)
  const additions = new Map<number, number>()
  for (const line of lines) {
    const indentation = /^ */.exec(text.slice(line, line + wanted))?.[0].length ?? 0
    if (indentation < wanted) additions.set(line, wanted - indentation)
  }
  return additions
}

const DOCUMENT_MARKER = /^(?:---|\.\.\.)(?:\s|$)/

function linesWithin(text: string, start: number): readonly number[] | undefined {
  const end = endOfValue(text, start)
  if (end === undefined) return undefined
  const lines: number[] = []
  for (
    let newline = text.indexOf('\n', start);
    newline !== -1 && newline < end;
    newline = text.indexOf('\n', newline + 1)
  ) {
    if (DOCUMENT_MARKER.test(text.slice(newline + 1, newline + 5))) return undefined
    lines.push(newline + 1)
  }
  return lines
}

function endOfValue(text: string, start: number): number | undefined {
  let depth = 0
  let index = start
  while (index < text.length) {
    const character = text[index] ?? ''
    if ((character === '"' || character === "'") && isAtStart(text, index, start)) {
      const close = closingQuote(text, index)
      if (close === undefined || depth === 0) return close
      index = close
    } else if (character === '#' && /\s/.test(text[index - 1] ?? ' ')) {
      const newline = text.indexOf('\n', index)
      if (newline === -1) return undefined
      index = newline
    } else if ('[{'.includes(character)) depth++
    else if (']}'.includes(character) && --depth === 0) return index
    index++
  }
  return undefined
}

/** Within brackets, quotes that follow text belong to the text. */
function isAtStart(text: string, index: number, start: number): boolean {
  return index === start || /[\s[{,:]/.test(text[index - 1] ?? '')
}

function closingQuote(text: string, start: number): number | undefined {
  const quote = text[start]
  for (let index = start + 1; index < text.length; index++) {
    if (quote === '"' && text[index] === '\\') index++
    else if (text[index] === quote) {
      if (quote === '"' || text[index + 1] !== quote) return index
      index++
    }
  }
  return undefined
}
