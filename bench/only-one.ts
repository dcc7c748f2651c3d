import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetUpError } from '../scripts/set-up/print.ts'

/**
 * Makes sure that no other run of this kind is under way on this machine: both would use the same project names. Throws `SetUpError` when
 * there is one; a run that was killed does not count.
 */
export function onlyOne(kind: string): Disposable {
  const file = join(tmpdir(), `gantry-${kind}.pid`)
  const other = pidIn(file)
  if (other !== undefined && isAlive(other))
    throw new SetUpError(`Another ${kind} is under way here (process ${other})`)
  writeFileSync(file, String(process.pid))
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
}

function pidIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
