import type { Span } from './diagnostic.ts'
import { lineColumn } from './line-column.ts'
import type { LineColumn } from './line-column.ts'

/** The lines to show for a place, and where to underline the last of them. */
export interface CodeFrame extends LineColumn {
  /** The line before the place, when there is one, and its own; fit for a terminal. */
  readonly lines: readonly { readonly number: number; readonly text: string }[]
  /** Terminal columns before the underline, and its length, at least 1. */
  readonly indent: number
  readonly length: number
}

/** Longer lines are cut around the place. */
const WIDEST = 120
const BEFORE_PLACE = 60

/** `widthOf` tells how many terminal columns a text takes. A span over several lines is underlined on its first. */
export function codeFrame(text: string, span: Span, widthOf: (text: string) => number): CodeFrame {
  const start = Math.min(Math.max(span.start, 0), text.length)
  const place = lineColumn(text, start)
  const lineStart = startOfLine(text, start)
  const line = lineFrom(text, lineStart)
  const offset = Math.min(start - lineStart, line.length)
  const length = Math.max(0, Math.min(span.end - start, line.length - offset))
  const from = line.length > WIDEST ? Math.max(0, offset - BEFORE_PLACE) : 0
  const to = from + WIDEST
  const before = lineStart === 0 ? [] : [lineFrom(text, startOfLine(text, lineStart - 1))]
  const lines = [...before, line].map((content, index, all) => ({
    number: place.line - (all.length - 1 - index),
    text: cut(content, from, to),
  }))
  return {
    ...place,
    lines,
    indent: widthOf(shown(line.slice(from, offset))) + (from > 0 ? 1 : 0),
    length: Math.max(1, widthOf(shown(line.slice(offset, Math.min(offset + length, to))))),
  }
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf('\n', start)
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '')
}

function cut(line: string, from: number, to: number): string {
  const left = from > 0 && line.length > from ? '…' : ''
  return `${left}${shown(line.slice(from, to))}${line.length > to ? '…' : ''}`.trimEnd()
}

/** Tabs become two spaces; nothing else from a file may steer the terminal or turn the direction of the text. */
function shown(text: string): string {
  return text
    .replaceAll('\uFEFF', '')
    .replaceAll('\t', '  ')
    .replaceAll(/[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, '\uFFFD')
}
