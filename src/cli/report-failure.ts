import { OperationError } from '../diagnostics/errors.ts'
import { EngineError } from '../engine/errors.ts'
import { formatDiagnostic } from '../render/diagnostic-text.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { exitCodes } from './exit-codes.ts'
import type { Shell } from './shell.ts'

/** Tells the user why a command ended without an ending of its own, and returns the exit code. */
export function reportFailure(error: unknown, argv: readonly string[], shell: Shell): number {
  const diagnostic = diagnosticOf(error)
  if (diagnostic === undefined) return reportBug(error, shell)
  const text = formatDiagnostic(diagnostic, new Map(), {
    baseDirectory: shell.currentDirectory,
    color: shell.stderr.isTTY === true,
    frame: true,
  })
  const isDebugging = argv.includes('--debug') || argv.includes('-D') || argv.includes('--verbose')
  shell.stderr.write(`${[text, ...(isDebugging ? causesOf(error) : [])].join('\n')}\n`)
  return codeOf(diagnostic)
}

function diagnosticOf(error: unknown): Diagnostic | undefined {
  if (error instanceof OperationError) return error.toDiagnostic()
  if (!(error instanceof EngineError)) return undefined
  const { kind, message } = error
  const facts = { severity: 'error', message } as const
  if (kind === 'unreachable') return { code: 'CMP401', ...facts, hint: reachHint }
  if (kind === 'denied') return { code: 'CMP414', ...facts }
  return { code: 'CMP416', ...facts }
}

const reachHint = 'run "compose version" to see which engine is looked for and why'

function codeOf({ code }: Diagnostic): number {
  if (code === 'CMP401') return exitCodes.unreachable
  return code === 'CMP301' ? exitCodes.stalePlan : exitCodes.failed
}

function causesOf(error: unknown): readonly string[] {
  const lines: string[] = []
  for (let cause = causeOf(error); cause instanceof Error; cause = causeOf(cause))
    lines.push(`caused by ${cause.name}: ${cause.message}`)
  return lines
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

function reportBug(error: unknown, shell: Shell): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  shell.stderr.write(
    `This is a mistake in Gantry, not in what you did. Please report it with these lines:\n${stack}\n`,
  )
  return exitCodes.bug
}
