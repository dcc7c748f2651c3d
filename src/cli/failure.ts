import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { OperationError } from '../diagnostics/errors.ts'
import { EngineError } from '../engine/errors.ts'
import { exitCodes } from './exit-codes.ts'

/** Why a command ended without an ending of its own: an operation that did not succeed, not a mistake of ours. */
export interface Failure {
  readonly diagnostic: Diagnostic
  readonly code: number
}

/** What a thrown error means to the user; undefined for a mistake of ours. */
export function failureOf(error: unknown): Failure | undefined {
  const diagnostic = diagnosticOf(error)
  if (diagnostic === undefined) return undefined
  return { diagnostic, code: codes[diagnostic.code] ?? exitCodes.failed }
}

const codes: Readonly<Record<string, number>> = {
  CMP101: exitCodes.invalidProject,
  CMP102: exitCodes.invalidProject,
  CMP401: exitCodes.unreachable,
  CMP411: exitCodes.unreachable,
}

function diagnosticOf(error: unknown): Diagnostic | undefined {
  if (error instanceof OperationError) return error.toDiagnostic()
  if (!(error instanceof EngineError)) return undefined
  const { kind, message, status } = error
  const facts = { severity: 'error', message } as const
  if (kind === 'unreachable') {
    return {
      code: 'CMP401',
      ...facts,
      hint: 'run "compose doctor" to see which engine is looked for and why',
    }
  }
  if (kind !== 'denied') return { code: 'CMP416', ...facts }
  // Without an answer it was the socket that refused.
  return status === undefined ? { code: 'CMP401', ...facts, hint: socketHint } : { code: 'CMP414', ...facts }
}

const socketHint =
  'add this user to the group that owns the socket (usually "docker") and log in again, or use another engine with DOCKER_HOST'

/** What lies behind an error, one line each, for `--debug`. */
export function causesOf(error: unknown): readonly string[] {
  const lines: string[] = []
  for (let cause = causeOf(error); cause instanceof Error; cause = causeOf(cause)) {
    lines.push(`caused by ${cause.name}: ${cause.message}`)
  }
  return lines
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

/** What to say of a mistake of ours. */
export function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `This is a mistake in Gantry, not in what you did. Please report it with these lines:\n${stack}\n`
}
