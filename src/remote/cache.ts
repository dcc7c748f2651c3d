import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
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

/**
 * Makes sure that a folder exists, filled. It appears only when it is complete, so that an interruption leaves nothing half
 * done, and two programs can do the same at once.
 */
export async function fillOnce(folder: string, fill: (empty: string) => Promise<void>): Promise<void> {
  if (await exists(folder)) return
  const draft = await makeDraft(folder)
  try {
    await fill(draft)
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw unusable(folder, error)
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
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

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
