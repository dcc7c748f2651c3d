import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes a file by renaming, so that whoever reads it meanwhile finds all of the old or all of the new one. */
export function replaceFile(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, contents)
  renameSync(fresh, path)
}

/** Removes other files than these from a folder, except new ones: a program that runs may still be about to load a part of the build before. */
export function dropOthers(folder: string, current: ReadonlySet<string>): void {
  const tenMinutesAgo = Date.now() - 600_000
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const isOld = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (!current.has(name) && isOld < tenMinutesAgo) rmSync(path, { recursive: true, force: true })
  }
}
