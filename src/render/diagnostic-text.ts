import { textWidth } from './text-width.ts'
import { codeFrame } from '../diagnostics/code-frame.ts'
import type { Diagnostic, SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { formatPlace } from './place-text.ts'
import { createStyle, printable } from './style.ts'
import type { Paint, Style } from './style.ts'

export interface DiagnosticTextOptions {
  /** Paths are shown relative to it. */
  readonly baseDirectory: string
  readonly color: boolean
  /** `false`: one line, with the place in parentheses. */
  readonly frame: boolean
}

/**
 * Writes a diagnostic for people: what is wrong, the line of the file with the place underlined, and what to do. Without the
 * text of the file, or without `frame`, all of it is one line. Does not end with a newline.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  sources: SourceTexts,
  options: DiagnosticTextOptions,
): string {
  const style = createStyle(options.color)
  const paint = diagnostic.severity === 'error' ? style.red : style.yellow
  const title = style.bold(paint(`${diagnostic.severity} ${diagnostic.code}:`))
  const message = diagnostic.message.split('\n').map(printable).join('\n  ')
  const places = placesOf(diagnostic).filter(({ span }) => sources.has(span.file))
  const evidence = evidenceLines(diagnostic, style)
  if (!options.frame || places.length === 0 || diagnostic.hidesSource === true) {
    return [`${title} ${message}${inlineRest(diagnostic, sources, options.baseDirectory)}`, ...evidence].join(
      '\n',
    )
  }
  const frame = frameLines(places, { sources, style, paint, baseDirectory: options.baseDirectory })
  return [`${title} ${message}`, ...frame, ...evidence, ...lastHint(diagnostic)].join('\n')
}

/** A hint longer than this does not fit behind the underlining. */
const longestNote = 60

/** Texts that stand below the message as they are: the output of a probe, the last lines of a log. */
function evidenceLines({ details = [] }: Diagnostic, style: Style): readonly string[] {
  return details.flatMap(({ title, lines }) => [
    `  ${style.dim(`${title}:`)}`,
    ...lines.map((line) => `    ${printable(line)}`.trimEnd()),
  ])
}

function lastHint({ hint = '' }: Diagnostic): readonly string[] {
  return hint.length > longestNote ? [`  ${printable(hint)}`] : []
}

interface Place {
  readonly span: Span
  readonly note: string
}

/** The place of the mistake with the hint, then related ones with what they are. */
function placesOf({ span, hint = '', related = [] }: Diagnostic): readonly Place[] {
  const own = span === undefined ? [] : [{ span, note: hint.length > longestNote ? '' : hint }]
  return [...own, ...related.map(({ span, message }) => ({ span, note: message }))]
}

function inlineRest({ span, hint }: Diagnostic, sources: SourceTexts, baseDirectory: string): string {
  const place = span === undefined ? '' : ` (${printable(formatPlace(span, sources, baseDirectory))})`
  if (hint === undefined) return place
  return `${place}. ${hint.slice(0, 1).toUpperCase()}${printable(hint.slice(1))}`
}

interface FrameContext {
  readonly sources: SourceTexts
  readonly style: Style
  readonly paint: Paint
  readonly baseDirectory: string
}

function frameLines(places: readonly Place[], context: FrameContext): readonly string[] {
  const { sources, style, paint, baseDirectory } = context
  const frames = places.map(({ span, note }) => ({
    note: printable(note),
    place: printable(formatPlace(span, sources, baseDirectory)),
    frame: codeFrame(sources.get(span.file) ?? '', span, textWidth),
  }))
  const gutter = Math.max(...frames.map(({ frame }) => String(frame.line).length))
  const margin = ' '.repeat(gutter)
  return frames.flatMap(({ note, place, frame }, index) => [
    `${margin} ${style.dim(index === 0 ? '┌' : '├')} ${place}`,
    ...frame.lines.map(({ number, text }) =>
      `${style.dim(`${String(number).padStart(gutter)} │`)} ${text}`.trimEnd(),
    ),
    `${margin} ${style.dim('│')} ${' '.repeat(frame.indent)}${paint(`${'^'.repeat(frame.length)}${note && ` ${note}`}`)}`,
  ])
}
