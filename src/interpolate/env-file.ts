import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { EnvEntry, EnvFileResult } from './env-entry.ts'
import { parseRawEnvFile } from './env-file-raw.ts'
import { readQuoted, readUnquoted } from './env-value.ts'
import type { EnvValue } from './env-value.ts'
import { evaluateTemplate } from './evaluate.ts'
import type { Lookup } from './evaluate.ts'
import { createLocator } from './span-within.ts'
import { templateDiagnostic } from './template-diagnostic.ts'
import { parseTemplate } from './template.ts'

/** `raw`: each line as it is, `KEY=value` without quotes, comments after values or variables. */
export type EnvFileFormat = 'raw' | ''

export interface EnvFileOptions {
  readonly format?: EnvFileFormat
  /** Values of files that are read before this one. */
  readonly earlier?: Lookup
}

/**
 * Reads an env file (`.env`, `env_file`, `--env-file`, `label_file`) as Docker Compose does: quotes, escapes, `export`,
 * comments, values over several lines, variables, and keys alone, which take their value from `lookup`. Variables are
 * looked up in `lookup` first, then among the keys above, then in `earlier`. Reports every mistake with its place and goes on with the next line.
 */
export function parseEnvFile(
  file: string,
  text: string,
  lookup: Lookup,
  { format = '', earlier = () => undefined }: EnvFileOptions = {},
): EnvFileResult {
  if (format === 'raw') return parseRawEnvFile(file, text, lookup)
  const reading: Reading = { file, text, lookup, earlier, known: new Map(), entries: [], diagnostics: [] }
  let position = text.startsWith('\uFEFF') ? 1 : 0
  let isRest = false
  for (;;) {
    const start = nextStatement(text, position)
    if (start === undefined) break
    const mistakes = reading.diagnostics.length
    const end = readStatement(reading, start)
    const isOnSameLine = isRest && !text.slice(position, start).includes('\n')
    if (isOnSameLine && reading.diagnostics.length === mistakes) reportRest(reading, start)
    isRest = text[end - 1] !== '\n' && end < text.length
    position = end
  }
  return { entries: reading.entries, diagnostics: reading.diagnostics }
}

interface Reading {
  readonly file: string
  readonly text: string
  readonly lookup: Lookup
  readonly earlier: Lookup
  /** Keys read so far. */
  readonly known: Map<string, string>
  readonly entries: EnvEntry[]
  readonly diagnostics: Diagnostic[]
}

/** Where the next statement starts: past white space and lines that are comments. */
function nextStatement(text: string, from: number): number | undefined {
  let position = from
  for (;;) {
    while (position < text.length && isSpace(text[position])) position++
    if (position >= text.length) return undefined
    if (text[position] !== '#') return position
    position = endOfLine(text, position)
  }
}

/** Reads one statement and returns where the text goes on. */
function readStatement(reading: Reading, statement: number): number {
  const { text } = reading
  const start = afterExport(text, statement)
  const { end: keyEnd, problem } = scanKey(text, start)
  const key = text.slice(start, keyEnd).trimEnd()
  const span = { file: reading.file, start, end: start + key.length }
  if (problem !== undefined)
    return reportKey(reading, problem, { file: reading.file, start: keyEnd, end: keyEnd + 1 })
  const isAlone = text[keyEnd] !== '=' && text[keyEnd] !== ':'
  if (key === '') {
    if (isAlone) return Math.min(keyEnd + 1, text.length)
    return skipNameless(reading, { file: reading.file, start, end: start + 1 })
  }
  if (/\s/.test(key))
    return reportKey(reading, `the variable name ${JSON.stringify(key)} contains a space`, span)
  if (isAlone) {
    reading.entries.push({ key, value: reading.lookup(key), from: 'name', span })
    return Math.min(keyEnd + 1, text.length)
  }
  return readValue(reading, key, skipBlanks(text, keyEnd + 1))
}

function readValue(reading: Reading, key: string, start: number): number {
  const { text, file } = reading
  const quote = text[start]
  const value = quote === '"' || quote === "'" ? readQuoted(text, start, quote) : readUnquoted(text, start)
  if (value === undefined) {
    reading.diagnostics.push({
      code: 'CMP117',
      severity: 'error',
      message: `the quoted value of "${key}" has no closing quote`,
      span: { file, start, end: endOfLine(text, start) },
      hint: `add ${quote === '"' ? "'\"'" : `"'"`} where the value ends`,
    })
    return Math.min(endOfLine(text, start) + 1, text.length)
  }
  const span = { file, start, end: value.end }
  const resolved = value.isLiteral ? value.text : expand(reading, key, value, span)
  const from = resolved === value.text ? {} : ({ from: 'expression' } as const)
  reading.entries.push({ key, value: resolved, ...from, span })
  reading.known.set(key, resolved)
  return value.next
}

function expand(reading: Reading, key: string, value: EnvValue, span: Span): string {
  const lookup: Lookup = (name) => reading.lookup(name) ?? reading.known.get(name) ?? reading.earlier(name)
  const { text, problems } = evaluateTemplate(parseTemplate(value.text), lookup)
  if (problems.length === 0) return text
  const placeOf = createLocator(span, value.text, new Map([[reading.file, reading.text]]))
  for (const problem of problems) reading.diagnostics.push(templateDiagnostic(problem, key, placeOf(problem)))
  return text
}

/** No program can be given such a variable; people draw lines with "=". */
function skipNameless(reading: Reading, span: Span): number {
  const message = 'a value without a variable name is left out'
  reading.diagnostics.push({ code: 'CMP117', severity: 'warning', message, span })
  return Math.min(endOfLine(reading.text, span.start) + 1, reading.text.length)
}

/** Reports the mistake and goes on with the next line. */
function reportKey(reading: Reading, message: string, span: Span): number {
  reading.diagnostics.push({ code: 'CMP117', severity: 'error', message, span, hint: 'write NAME=value' })
  return Math.min(endOfLine(reading.text, span.start) + 1, reading.text.length)
}

function reportRest(reading: Reading, start: number): void {
  const span = { file: reading.file, start, end: start + 1 }
  const message = 'text after a closing quote is read as another variable'
  const hint = 'start it on a line of its own, or put " # " before a comment'
  reading.diagnostics.push({ code: 'CMP117', severity: 'warning', message, span, hint })
}

function afterExport(text: string, start: number): number {
  const isExport = text.startsWith('export', start) && isBlank(text[start + 6])
  return isExport ? skipBlanks(text, start + 6) : start
}

/** Where the key ends: at `=`, `:`, the end of the line, or at a character that a name cannot have. */
function scanKey(text: string, start: number): { readonly end: number; readonly problem?: string } {
  let position = start
  while (position < text.length) {
    const character = String.fromCodePoint(text.codePointAt(position) ?? 0)
    if (character === '=' || character === ':' || character === '\n') break
    if (!isBlank(character) && !/^[\p{L}\p{N}_.[\]-]$/u.test(character)) {
      return {
        end: position,
        problem: `the character ${JSON.stringify(character)} cannot be part of a variable name`,
      }
    }
    position += character.length
  }
  return { end: position }
}

function skipBlanks(text: string, from: number): number {
  let position = from
  while (isBlank(text[position])) position++
  return position
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

/** White space within a line. */
function isBlank(character: string | undefined): boolean {
  return character !== undefined && '\t\v\f\r \u0085\u00A0'.includes(character)
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && (character === '\u0085' || /\s/.test(character))
}
