import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { EnvEntry, EnvFileResult } from './env-entry.ts'
import type { Lookup } from './evaluate.ts'

/**
 * Reads an env file with `format: raw`, as `docker run --env-file` does: lines of `KEY=value`, the value to the very end of
 * the line; only white space before the key, empty lines and lines that start with `#` are skipped.
 */
export function parseRawEnvFile(file: string, text: string, lookup: Lookup): EnvFileResult {
  const entries: EnvEntry[] = []
  const diagnostics: Diagnostic[] = []
  let lineStart = text.startsWith('\uFEFF') ? 1 : 0
  while (lineStart < text.length) {
    const newline = text.indexOf('\n', lineStart)
    const lineEnd = newline === -1 ? text.length : newline
    const line = text.slice(lineStart, lineEnd).replace(/\r$/, '')
    const blank = /^[\s\u0085]*/.exec(line)?.[0].length ?? 0
    const statement = line.slice(blank)
    const start = lineStart + blank
    if (statement !== '' && !statement.startsWith('#')) {
      const read = readLine(statement, { file, start, end: start + statement.length }, lookup)
      if ('key' in read) entries.push(read)
      else diagnostics.push(read)
    }
    lineStart = lineEnd + 1
  }
  return { entries, diagnostics }
}

function readLine(line: string, span: Span, lookup: Lookup): EnvEntry | Diagnostic {
  const equals = line.indexOf('=')
  const key = equals === -1 ? line : line.slice(0, equals)
  const keySpan = { ...span, end: span.start + Math.max(key.length, 1) }
  if (key === '') return mistake('a value without a variable name', keySpan)
  if (/[ \t]/.test(key)) return mistake(`the variable name ${JSON.stringify(key)} contains a space`, keySpan)
  if (equals === -1) return { key, value: lookup(key), span: keySpan }
  return { key, value: line.slice(equals + 1), span: { ...span, start: span.start + equals + 1 } }
}

function mistake(message: string, span: Span): Diagnostic {
  return { code: 'CMP117', severity: 'error', message, span, hint: 'write NAME=value' }
}
