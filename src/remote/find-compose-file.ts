import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_NAMES } from '../load/discover.ts'

/** The file itself, or the Compose file of a folder. */
export async function findComposeFile(path: string): Promise<string | undefined> {
  const kind = await stat(path).catch(() => undefined)
  if (kind?.isFile() === true) return path
  if (kind?.isDirectory() !== true) return undefined
  for (const name of FILE_NAMES) {
    const file = join(path, name)
    if ((await stat(file).catch(() => undefined))?.isFile() === true) return file
  }
  return undefined
}
