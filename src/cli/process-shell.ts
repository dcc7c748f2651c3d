import type { StopSignal } from './exit-codes.ts'
import { exitCodes } from './exit-codes.ts'
import type { Shell } from './shell.ts'

/** The shell of the process this runs in. */
export function processShell(): Shell {
  leaveQuietlyWhenNobodyReads()
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
    environment: definedVariables(),
    currentDirectory: process.cwd(),
    now: () => performance.now(),
    unixMs: () => Date.now(),
    onSignal,
    leave: (code) => process.exit(code),
  }
}

/** Resolves when everything written so far was handed over, which a pipe may delay. */
export async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()))
  }
}

/** `compose logs | head`: the reader has seen enough, and that is no failure. */
function leaveQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    throw error
  })
  process.stderr.on('error', () => undefined)
}

function definedVariables(): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) variables[name] = value
  return variables
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

function onSignal(listener: (signal: StopSignal) => void): () => void {
  const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.on(signal, listener)
  return () => {
    for (const signal of signals) process.off(signal, listener)
  }
}
