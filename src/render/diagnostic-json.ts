import type { Diagnostic, SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { lineColumn } from '../diagnostics/line-column.ts'
import type { Json } from '../units/json.ts'

type JsonObject = Readonly<Record<string, Json>>

/** A diagnostic for programs. Lines and columns count from 1, the end is behind the last character; `file` is an absolute path. */
export function diagnosticJson(diagnostic: Diagnostic, sources: SourceTexts | undefined): JsonObject {
  const { severity, code, message, hint, span, details, related, facts } = diagnostic
  return {
    severity,
    code,
    message,
    ...(span === undefined ? {} : placeJson(span, sources)),
    ...(details === undefined ? {} : { details: details.map(({ title, lines }) => ({ title, lines })) }),
    ...(related === undefined
      ? {}
      : { related: related.map((one) => ({ message: one.message, ...placeJson(one.span, sources) })) }),
    ...(facts === undefined ? {} : { facts: { ...facts } }),
    ...(hint === undefined ? {} : { hint }),
  }
}

/** Without the text of the file there are no lines to count. */
function placeJson({ file, start, end }: Span, sources: SourceTexts | undefined): JsonObject {
  const text = sources?.get(file)
  if (text === undefined) return { file }
  const last = lineColumn(text, end)
  return { file, ...lineColumn(text, start), endLine: last.line, endColumn: last.column }
}
