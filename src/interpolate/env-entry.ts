import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

export interface EnvEntry {
  readonly key: string
  /** `undefined`: a key without a value that `lookup` does not know either. */
  readonly value: string | undefined
  /** What gave the value: variables that were written in it, or, for a key that stands alone, the variable of its name. */
  readonly from?: 'expression' | 'name'
  /** The value with its quotes, or the key when it stands alone. */
  readonly span: Span
}

export interface EnvFileResult {
  /** In order; a key may come more than once, the last one counts. */
  readonly entries: readonly EnvEntry[]
  readonly diagnostics: readonly Diagnostic[]
}
