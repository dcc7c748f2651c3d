import { statSync } from 'node:fs'

/**
 * The current folder, by the name under which the shell went there: behind a symbolic link the project is named after the link,
 * as with Docker Compose. `undefined` when the folder was removed.
 */
export function currentDirectory(environment: Readonly<Record<string, string>>): string | undefined {
  const here = realDirectory()
  const named = environment['PWD'] ?? ''
  return here !== undefined && named.startsWith('/') && isSame(named, '.') ? named : here
}

function realDirectory(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return left !== undefined && left.dev === right?.dev && left.ino === right.ino
}
