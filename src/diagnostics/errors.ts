import type { Diagnostic, Span } from './diagnostic.ts'
import type { DiagnosticCode } from './codes.ts'

interface OperationErrorOptions {
  readonly hint?: string
  readonly cause?: unknown
  readonly span?: Span
  readonly related?: Diagnostic['related']
  readonly details?: Diagnostic['details']
  readonly facts?: Diagnostic['facts']
  /** Of the service, where its place is not known: the first that the file has is shown. */
  readonly fields?: readonly string[]
}

/** An operation (engine, disk, network) did not succeed. Mistakes in files travel as `Diagnostic` values instead. */
export class OperationError extends Error {
  readonly code: DiagnosticCode
  readonly hint: string | undefined
  readonly span: Span | undefined
  readonly related: Diagnostic['related']
  readonly details: Diagnostic['details']
  readonly facts: Diagnostic['facts']
  readonly fields: readonly string[] | undefined

  constructor(code: DiagnosticCode, message: string, options: OperationErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'OperationError'
    this.code = code
    this.hint = options.hint
    this.span = options.span
    this.related = options.related
    this.details = options.details
    this.facts = options.facts
    this.fields = options.fields
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
      ...(this.facts === undefined ? {} : { facts: this.facts }),
    }
  }
}

/** Marks a switch as exhaustive; reaching it is a bug of ours. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
