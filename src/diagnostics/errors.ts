import type { Diagnostic, Span } from './diagnostic.ts'
import type { DiagnosticCode } from './codes.ts'

interface OperationErrorOptions {
  readonly hint?: string
  readonly cause?: unknown
  readonly span?: Span
  readonly related?: Diagnostic['related']
  readonly details?: Diagnostic['details']
}

/** An operation (engine, disk, network) did not succeed. Mistakes in files travel as `Diagnostic` values instead. */
export class OperationError extends Error {
  readonly code: DiagnosticCode
  readonly hint: string | undefined
  readonly span: Span | undefined
  readonly related: Diagnostic['related']
  readonly details: Diagnostic['details']

  constructor(code: DiagnosticCode, message: string, options: OperationErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'OperationError'
    this.code = code
    this.hint = options.hint
    this.span = options.span
    this.related = options.related
    this.details = options.details
  }

  /** The same facts as a value, for events and JSON. */
  toDiagnostic(): Diagnostic {
    return {
      code: this.code,
      severity: 'error',
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.span === undefined ? {} : { span: this.span }),
      ...(this.related === undefined ? {} : { related: this.related }),
      ...(this.details === undefined ? {} : { details: this.details }),
    }
  }
}

/** Marks a switch as exhaustive; reaching it is a bug of ours. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
