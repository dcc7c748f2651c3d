import { isatty } from 'node:tty'
import type { StopSignal } from './exit-codes.ts'
import { exitCodes } from './exit-codes.ts'
import { runProgram } from './program.ts'
import type { Shell } from './shell.ts'

/** Runs the command line of this process. Resolves to the exit code when everything written was handed over. */
export async function runProcess(): Promise<number> {
  const outputs = new Outputs()
  const code = await runProgram(process.argv.slice(2), processShell(outputs))
  await outputs.flushed()
  return code
}

// Opening a stream takes milliseconds, so each is opened when it is first used.
function processShell(outputs: Outputs): Shell {
  return {
    get stdout() {
      return outputs.open(process.stdout, leaveQuietly)
    },
    get stderr() {
      return outputs.open(process.stderr, () => undefined)
    },
    get stdin() {
      return process.stdin
    },
    ...(isatty(0) && isatty(2) ? { ask } : {}),
    ...(isatty(0) ? { terminal: { setRaw, onResize } } : {}),
    environment: definedVariables(),
    currentDirectory: process.cwd(),
    now: () => performance.now(),
    unixMs: () => Date.now(),
    onSignal,
    leave: (code) => process.exit(code),
  }
}

function setRaw(raw: boolean): void {
  process.stdin.setRawMode(raw)
}

function onResize(listener: () => void): () => void {
  process.stdout.on('resize', listener)
  return () => process.stdout.off('resize', listener)
}

/** The streams that were written to. */
class Outputs {
  readonly #opened = new Set<NodeJS.WriteStream>()

  open(stream: NodeJS.WriteStream, onError: (error: NodeJS.ErrnoException) => void): NodeJS.WriteStream {
    if (this.#opened.has(stream)) return stream
    this.#opened.add(stream)
    return stream.on('error', onError)
  }

  /** Resolves when a pipe has taken all of it, which may be later. */
  async flushed(): Promise<void> {
    for (const stream of this.#opened) {
      if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()))
    }
  }
}

/** `compose logs | head`: the reader has seen enough, and that is no failure. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
}

function definedVariables(): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // While it reads, the terminal gives Ctrl-C to it and not to the process.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    return await Promise.race([terminal.question(question, { signal }), ended])
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
