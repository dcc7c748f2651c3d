import type { DiagnosticCode } from './codes.ts'

/** Half-open range of UTF-16 offsets into one source text. `file` is the absolute path, or `-` for standard input. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** One mistake or remark about what the user wrote: stable code, place and what to do about it. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning'
  /** One sentence, sentence case, no trailing full stop. */
  readonly message: string
  /** Absent only where there is no file at all. */
  readonly span?: Span
  readonly related?: readonly { readonly message: string; readonly span: Span }[]
  /** Evidence, printed as it is below the message: the last probe's output, the last log lines. */
  readonly details?: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** The same evidence for programs. */
  readonly facts?: FailureFacts
  /** The lines at its places may hold values that are secret, which are no mistake: only the places are told. */
  readonly hidesSource?: true
  /** What to type or change. */
  readonly hint?: string
}

/** What is known of something that went wrong with a container. */
export interface FailureFacts {
  readonly service?: string
  readonly container?: string
  readonly exitCode?: number
  readonly outOfMemory?: boolean
  readonly health?: string
  /** How long it ran, or how long it was waited for. */
  readonly elapsedMs?: number
  /** From a service that nothing depends on to the one at fault. */
  readonly dependencyPath?: readonly string[]
}

/** The texts that spans point into, by `Span.file`; needed to turn offsets into lines and columns. */
export type SourceTexts = Pick<ReadonlyMap<string, string>, 'get' | 'has'>
