import { relative } from 'node:path'
import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'

/** A place as editors and users write it: "compose.yaml:4:18", relative to a directory. Without the text, the file alone. */
export function formatPlace(span: Span, sources: SourceTexts, baseDirectory: string): string {
  const file = fileText(span.file, baseDirectory)
  const text = sources.get(span.file)
  if (text === undefined) return file
  const before = text.slice(0, span.start)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return `${file}:${line}:${before.length - lineStart + 1}`
}

function fileText(file: string, baseDirectory: string): string {
  if (file === '-') return '(standard input)'
  const path = relative(baseDirectory, file)
  return path === '' || path.startsWith('..') ? file : path
}
