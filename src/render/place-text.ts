import { relative } from 'node:path'
import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { lineColumn, lineColumns } from '../diagnostics/line-column.ts'
import type { LineColumn } from '../diagnostics/line-column.ts'

/** A place as editors and users write it: "compose.yaml:4:18", relative to a directory. Without the text, the file alone. */
export function formatPlace(span: Span, sources: SourceTexts, baseDirectory: string): string {
  const file = fileText(span.file, baseDirectory)
  const text = sources.get(span.file)
  if (text === undefined) return file
  return withPlace(file, lineColumn(text, span.start))
}

/** The same for many places of the same files: the lines of each are counted once. */
export function createPlaceFormat(sources: SourceTexts, baseDirectory: string): (span: Span) => string {
  const files = new Map<string, { readonly name: string; readonly at?: (offset: number) => LineColumn }>()
  return ({ file, start }) => {
    const text = sources.get(file)
    const known = files.get(file) ?? {
      name: fileText(file, baseDirectory),
      ...(text === undefined ? {} : { at: lineColumns(text) }),
    }
    files.set(file, known)
    return known.at === undefined ? known.name : withPlace(known.name, known.at(start))
  }
}

function withPlace(file: string, { line, column }: LineColumn): string {
  return `${file}:${line}:${column}`
}

function fileText(file: string, baseDirectory: string): string {
  if (file === '-') return '(standard input)'
  const path = relative(baseDirectory, file)
  return path === '' || path.startsWith('..') ? file : path
}
