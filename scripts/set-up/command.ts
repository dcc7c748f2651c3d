import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface CommandResult {
  readonly ok: boolean
  readonly output: Buffer
  readonly errors: string
}

/** Runs a program to its end, without a shell and without input. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  })
  const errors = error?.message ?? stderr.toString()
  return { ok: status === 0, output: stdout ?? Buffer.alloc(0), errors }
}

/** Where a program is, looked for in PATH and in the folders of system programs, which a user's PATH may lack. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
