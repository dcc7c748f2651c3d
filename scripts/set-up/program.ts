import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { runCommand } from './command.ts'
import type { CommandResult } from './command.ts'

/** Runs a Node.js program at this terminal; its exit code. Ctrl-C is the program's to answer. */
export function runAtTerminal(script: string, args: readonly string[], cwd = '.'): Promise<number> {
  return new Promise((done, fail) => {
    const stay = (): void => undefined
    process.on('SIGINT', stay)
    const child = spawn(process.execPath, ['--', resolve(script), ...args], { cwd, stdio: 'inherit' })
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', stay)
      done(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** Runs the built command and keeps what it says. */
export function runCompose(args: readonly string[]): CommandResult {
  return runCommand(process.execPath, ['--', 'dist/compose.js', ...args])
}
