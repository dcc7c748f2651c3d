import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Finds the places in the file of ranges of a scalar's text. Exact for values that are written as they read (plain, or in
 * quotes without escapes); found by search in others that are not too long, when the sources are given; else the place of
 * the whole scalar.
 */
export function createLocator(scalar: Span, text: string, sources?: SourceTexts): (range: Range) => Span {
  // Folding only ever makes the text shorter than what is written, so equal length means equal text.
  if (scalar.end - scalar.start === text.length) return (range) => shift(scalar, range, 0)
  const source = sources?.get(scalar.file)?.slice(scalar.start, scalar.end) ?? ''
  if (/^["']/.test(source) && source.slice(1, -1) === text) return (range) => shift(scalar, range, 1)
  return text.length > LONGEST_SEARCHED ? () => scalar : (range) => findWithin(scalar, text, range, source)
}

/** Every expression is searched for in all of the text. */
const LONGEST_SEARCHED = 20_000

function shift(scalar: Span, range: Range, by: number): Span {
  const start = scalar.start + by
  return { file: scalar.file, start: start + range.start, end: start + range.end }
}

/** The occurrence of the same text in the source with the same number, when text and source hold it equally often. */
function findWithin(scalar: Span, text: string, range: Range, source: string): Span {
  const wanted = text.slice(range.start, range.end)
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
