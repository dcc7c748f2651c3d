import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The place in the file of a range of a scalar's text. Exact for values that are written as they read (plain or quoted,
 * on one line), by search for others when the sources are given; else the place of the whole scalar.
 */
export function spanWithin(scalar: Span, text: string, range: Range, sources?: SourceTexts): Span {
  // Folding and escapes only ever make the text shorter than what is written, so equal length means equal text.
  const written = scalar.end - scalar.start
  if (written === text.length) return shift(scalar, range, 0)
  if (written === text.length + 2 && !isOpenBlock(scalar, sources)) return shift(scalar, range, 1)
  return sources === undefined ? scalar : findWithin(scalar, text, range, sources.get(scalar.file) ?? '')
}

function shift(scalar: Span, range: Range, by: number): Span {
  const start = scalar.start + by
  return { file: scalar.file, start: start + range.start, end: start + range.end }
}

/** A block (`|` or `>`) may happen to be two characters longer than its text. */
function isOpenBlock(scalar: Span, sources: SourceTexts | undefined): boolean {
  const first = sources?.get(scalar.file)?.[scalar.start]
  return first === '|' || first === '>'
}

/** The occurrence of the same text in the source with the same number, when text and source hold it equally often. */
function findWithin(scalar: Span, text: string, range: Range, file: string): Span {
  const wanted = text.slice(range.start, range.end)
  const source = file.slice(scalar.start, scalar.end)
  const inText = occurrences(text, wanted)
  const inSource = occurrences(source, wanted)
  const found = inText.length === inSource.length ? inSource[inText.indexOf(range.start)] : undefined
  if (found === undefined) return scalar
  return { file: scalar.file, start: scalar.start + found, end: scalar.start + found + wanted.length }
}

function occurrences(text: string, wanted: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) found.push(at)
  return found
}
