import { relative } from 'node:path'
import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { lineColumn } from '../diagnostics/line-column.ts'

/** A place as editors and users write it: "compose.yaml:4:18", relative to a directory. Without the text, the file alone. */
export function formatPlace(span: Span, sources: SourceTexts, baseDirectory: string): string {
  const file = fileText(span.file, baseDirectory)
  const text = sources.get(span.file)
  if (text === undefined) return file
  const { line, column } = lineColumn(text, span.start)
  return `${file}:${line}:${column}`
}

function fileText(file: string, baseDirectory: string): string {
  if (file === '-') return '(standard input)'
  const path = relative(baseDirectory, file)
  return path === '' || path.startsWith('..') ? file : path
}
