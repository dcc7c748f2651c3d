import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'

type Variables = Readonly<Record<string, string>>

/**
 * The folder that fetched projects are kept in. It is the one of Docker Compose, so that the paths in a project, and with them
 * the hashes of its services, are the same for both.
 */
export function cacheFolder(environment: Variables, platform: string): string {
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? ''
  const chosen = environment['XDG_CACHE_HOME'] ?? ''
  if (chosen !== '') return join(chosen, 'docker-compose')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'docker-compose')
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? home, 'docker-compose')
  return join(home, '.cache', 'docker-compose')
}

export interface Filling {
  readonly fill: (empty: string) => Promise<void>
  /** Whether a folder that is there has everything in it. */
  readonly isComplete: (folder: string) => Promise<boolean>
}

/**
 * Makes sure that a folder exists, filled. It appears only when it is complete, so that an interruption leaves nothing half
 * done, and two programs can do the same at once. Docker Compose fills the folder in its place: what it is not done with,
 * or was interrupted at, is replaced.
 */
export async function fillOnce(folder: string, { fill, isComplete }: Filling): Promise<void> {
  if (await isComplete(folder)) return
  const draft = await makeDraft(folder)
  const replaced = `${draft}.old`
  try {
    await fill(draft)
    if ((await rename(draft, folder).catch(asReason)) === undefined || (await isComplete(folder))) return
    await rename(folder, replaced).catch(asReason)
    const reason = await rename(draft, folder).catch(asReason)
    // Another program can have been faster.
    if (reason !== undefined && !(await isComplete(folder))) throw unusable(folder, reason)
  } finally {
    for (const left of [draft, replaced]) await rm(left, { recursive: true, force: true })
  }
}

function asReason(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

async function makeDraft(folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
    return await mkdtemp(`${folder}.`)
  } catch (error) {
    throw unusable(folder, error)
  }
}

function unusable(folder: string, cause: unknown): OperationError {
  return new OperationError(
    'CMP124',
    `nothing can be kept in "${dirname(folder)}" (${systemReason(cause)})`,
    { cause, hint: 'XDG_CACHE_HOME names another folder' },
  )
}
