import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

const REPEATED_AT_MOST = 100_000
const REPEATED_PER_WRITTEN = 10

/** How many values the aliases of a document with `written` values may repeat: a large document more than a small one. */
export function repeatedAtMost(written: number): number {
  return Math.max(REPEATED_AT_MOST, REPEATED_PER_WRITTEN * written)
}

export function repetitionDiagnostic(limit: number, span: Span): Diagnostic {
  return {
    code: 'CMP112',
    severity: 'error',
    message: `the aliases of this document repeat more than ${limit} values`,
    span,
    hint: 'use fewer aliases of values that hold aliases themselves',
  }
}
