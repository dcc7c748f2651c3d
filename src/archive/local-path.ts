import type { Stats } from 'node:fs'
import { lstat, readlink, stat } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'
import type { CopySource, CopyTarget } from './copy-place.ts'

export interface LocalSource extends CopySource {
  readonly path: string
}

/** What a path on this machine names, as `docker cp` reads it. Rejects with `OperationError`. */
export async function localSource(
  text: string,
  { currentDirectory, followLinks }: { readonly currentDirectory: string; readonly followLinks: boolean },
): Promise<LocalSource> {
  const path = resolve(currentDirectory, text)
  const mustBeDirectory = asksForDirectory(text)
  const look = followLinks || mustBeDirectory ? stat : lstat
  const found = await look(path).catch((error: unknown) => {
    throw new OperationError('CMP421', `"${text}" cannot be read (${systemReason(error)})`, { cause: error })
  })
  if (mustBeDirectory && !found.isDirectory()) throw new OperationError('CMP421', `"${text}" is not a folder`)
  const isLink = found.isDirectory() || found.isFile() || found.isSymbolicLink()
  if (!isLink) throw new OperationError('CMP421', `"${text}" is neither a file nor a folder`)
  return {
    path: followLinks || mustBeDirectory ? await followed(path) : path,
    name: basename(path),
    isDirectory: found.isDirectory(),
    contentsOnly: found.isDirectory() && (basename(text) === '.' || path === sep),
  }
}

/** Where on this machine something is to go. Links are followed, also to what is not there yet. Rejects with `OperationError`. */
export async function localTarget(text: string, currentDirectory: string): Promise<CopyTarget> {
  const path = await followed(resolve(currentDirectory, text))
  const found = await statOf(path)
  if (found !== undefined && !found.isDirectory() && !found.isFile())
    throw new OperationError('CMP421', `"${text}" is neither a file nor a folder`)
  const parent = dirname(path)
  if (found === undefined && (await statOf(parent))?.isDirectory() !== true)
    throw new OperationError('CMP421', `there is no folder "${parent}" to put "${basename(path)}" into`)
  return {
    path,
    parent,
    name: basename(path),
    exists: found !== undefined,
    isDirectory: found?.isDirectory() === true,
    mustBeDirectory: asksForDirectory(text),
  }
}

/** `folder/` and `folder/.` cannot be files. */
export function asksForDirectory(text: string): boolean {
  return text.endsWith('/') || text.endsWith(sep) || /(?:^|[\\/])\.$/u.test(text)
}

const mostLinks = 255

async function followed(path: string): Promise<string> {
  let current = path
  for (let count = 0; count < mostLinks; count += 1) {
    const found = await lstat(current).catch(() => undefined)
    if (found?.isSymbolicLink() !== true) return current
    current = resolve(dirname(current), await readlink(current))
  }
  throw new OperationError('CMP421', `"${path}" leads in circles`)
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined)
}
