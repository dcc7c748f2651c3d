import { readFileSync } from 'node:fs'
import { own } from '../units/own.ts'
import { isatty } from 'node:tty'
import { currentDirectory } from './current-directory.ts'
import type { StopSignal } from './exit-codes.ts'
import { dockerSocket } from './docker-protocol.ts'
import { exitCodes } from './exit-codes.ts'
import { Outputs } from './outputs.ts'
import { runProgram } from './program.ts'
import type { Shell, TerminalMode } from './shell.ts'

/** Runs the command line of this process. Resolves to the exit code when everything written was handed over. */
export async function runProcess(): Promise<number> {
  const outputs = new Outputs()
  const environment = definedVariables()
  const directory = currentDirectory(environment)
  if (directory === undefined) {
    outputs.messages().write('error CMP102: the current folder was removed. Go to another one first\n')
    return exitCodes.failed
  }
  const signals = new ProcessSignals()
  const socket = own(environment, dockerSocket)
  if (socket !== undefined) await follow(socket, signals)
  const code = await runProgram(
    process.argv.slice(2),
    processShell(outputs, { environment, directory, signals }),
  )
  await outputs.flushed()
  return code
}

async function follow(socket: string, signals: ProcessSignals): Promise<void> {
  const { followDocker } = await import('./docker-socket.ts')
  followDocker(socket, {
    wasSignalled: () => signals.haveCome,
    end: () => process.kill(process.pid, 'SIGINT'),
  })
}

interface ProcessParts {
  readonly environment: Shell['environment']
  readonly directory: string
  readonly signals: ProcessSignals
}

// Opening a stream takes milliseconds, so each is opened when it is first used.
function processShell(outputs: Outputs, { environment, directory, signals }: ProcessParts): Shell {
  return {
    get stdout() {
      return outputs.results()
    },
    get stderr() {
      return outputs.messages()
    },
    get stdin() {
      return process.stdin
    },
    ...(isatty(0) && isatty(2) ? { ask } : {}),
    ...(isatty(0) ? { terminal: { setMode, onResize, isOurs, suspend } } : {}),
    environment,
    currentDirectory: directory,
    now: milliseconds,
    unixMs: () => Date.now(),
    onSignal: (listener) => signals.listen(listener),
    leave: (code) => process.exit(code),
  }
}

/** Not `performance`, which Node loads when it is first used: that takes as long as reading a Compose file. */
function milliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/**
 * Node has no mode that leaves output alone: its own has line feeds go to the start of a line, which tears the screens of programs
 * apart that move by them. Its way back undoes that, too.
 */
function setMode(mode: TerminalMode): void {
  const { stdin } = process
  stdin.setRawMode(mode !== 'usual')
  if (mode === 'raw') setOutputProcessing('-opost')
  // Input that somebody has stopped reading has no way back before the end of the process.
  else if (stdin.destroyed) setOutputProcessing('opost')
}

function setOutputProcessing(setting: 'opost' | '-opost'): void {
  if (process.platform === 'win32') return
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  // A system without it shows most programs as they should be.
  spawnSync('stty', [setting], { stdio: [0, 'ignore', 'ignore'] })
}

/** Whether our group of processes is the one that the terminal listens to. Elsewhere than on Linux there is no telling. */
function isOurs(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const [, , group, , , listenedTo] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return group === listenedTo
  } catch {
    return true
  }
}

function suspend(): void {
  process.kill(process.pid, 'SIGTSTP')
}

function onResize(listener: () => void): () => void {
  process.stdout.on('resize', listener)
  return () => process.stdout.off('resize', listener)
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

class ProcessSignals {
  haveCome = false

  listen(listener: (signal: StopSignal) => void): () => void {
    const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM']
    const hear = (signal: StopSignal): void => {
      this.haveCome = true
      listener(signal)
    }
    for (const signal of signals) process.on(signal, hear)
    return () => {
      for (const signal of signals) process.off(signal, hear)
    }
  }
}
