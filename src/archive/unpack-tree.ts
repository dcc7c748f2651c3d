// Each step is shorter than asking another thread for it.
import {
  chmodSync,
  closeSync,
  fchmodSync,
  futimesSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import type { Stats } from 'node:fs'
import { join } from 'node:path'
import { createTarDecoder } from 'modern-tar'
import type { ParsedTarEntry, TarHeader } from 'modern-tar'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'
import type { CopyPlace } from './copy-place.ts'
import { entryNames } from './entry-name.ts'

/** Where entries of an archive go. */
export interface Unpacked extends CopyPlace {
  /** Every entry is below one name, that of what was packed; contents are not. */
  readonly isNamed: boolean
}

/**
 * Unpacks an archive into a directory that exists, whoever made it: nothing is written above the directory or through a link, whatever
 * the archive names. Files and links that are there are replaced, directories kept; owners are not taken over. Resolves to the names of
 * what has no place on this machine (devices, pipes). Rejects with `OperationError`.
 */
export async function unpackTree(
  tar: AsyncIterable<Uint8Array>,
  place: Unpacked,
): Promise<{ readonly leftOut: readonly string[] }> {
  const unpacking = new Unpacking(place)
  const entries = ReadableStream.from<Uint8Array>(tar).pipeThrough(createTarDecoder({ strict: true }))
  for await (const entry of entries) {
    await unpacking.take(entry)
    // The rest of what was not wanted; the next entry comes after it.
    if (!entry.body.locked) await entry.body.cancel()
  }
  await unpacking.finish()
  return { leftOut: unpacking.leftOut }
}

class Unpacking {
  readonly leftOut: string[] = []
  readonly #place: Unpacked
  /** Directories below the place that are none but directories. */
  readonly #directories = new Map<string, TarHeader | undefined>()

  constructor(place: Unpacked) {
    this.#place = place
    this.#directories.set(place.directory, undefined)
  }

  async take(entry: ParsedTarEntry): Promise<void> {
    const { header } = entry
    const names = this.#namesOf(header.name)
    if (names.length === 0) return
    const path = join(this.#place.directory, ...names)
    await attempt(path, async () => {
      this.#makeParents(names)
      if (header.type === 'directory') {
        this.#makeDirectory(path, header)
        return
      }
      const there = lstatOf(path)
      if (there?.isDirectory() === true) throw conflict(path, 'is a folder here and none in the container')
      if (!isKept(header)) {
        this.leftOut.push(header.name)
        return
      }
      if (there !== undefined) rmSync(path)
      await this.#make(path, entry)
    })
  }

  /** Last, because what is put into a directory changes its time, and its mode may forbid it. */
  async finish(): Promise<void> {
    for (const [path, header] of [...this.#directories].toReversed()) {
      if (header === undefined) continue
      await attempt(path, () => {
        chmodSync(path, modeOf(header))
        if (header.mtime !== undefined) utimesSync(path, header.mtime, header.mtime)
      })
    }
  }

  #namesOf(entry: string): readonly string[] {
    const names = entryNames(entry)
    if (names === undefined)
      throw new OperationError('CMP421', `the archive wants to write to "${entry}", which is outside of it`)
    const { name, isNamed } = this.#place
    return name === undefined ? names : [name, ...(isNamed ? names.slice(1) : names)]
  }

  #makeParents(names: readonly string[]): void {
    for (let count = 1; count < names.length; count += 1) {
      const path = join(this.#place.directory, ...names.slice(0, count))
      if (!this.#directories.has(path)) this.#makeDirectory(path, undefined)
    }
  }

  #makeDirectory(path: string, header: TarHeader | undefined): void {
    const there = this.#directories.has(path) ? undefined : lstatOf(path)
    if (there !== undefined && !there.isDirectory())
      throw conflict(path, 'is no folder here but one in the container')
    if (there === undefined && !this.#directories.has(path)) mkdirSync(path)
    else if (header !== undefined) chmodSync(path, modeOf(header) | 0o700)
    this.#directories.set(path, header)
  }

  async #make(path: string, { header, body }: ParsedTarEntry): Promise<void> {
    if (header.type === 'symlink') {
      symlinkSync(header.linkname ?? '', path)
      if (header.mtime !== undefined) lutimesSync(path, header.mtime, header.mtime)
    } else if (header.type === 'link') {
      const names = this.#namesOf(header.linkname ?? '')
      this.#makeParents(names)
      linkSync(join(this.#place.directory, ...names), path)
    } else {
      await writeNew(path, header, body)
    }
  }
}

async function writeNew(path: string, header: TarHeader, body: ParsedTarEntry['body']): Promise<void> {
  // Never through a link that somebody put there meanwhile.
  const file = openSync(path, 'wx', 0o600)
  try {
    for await (const piece of body) writeFileSync(file, piece)
    fchmodSync(file, modeOf(header))
    if (header.mtime !== undefined) futimesSync(file, header.mtime, header.mtime)
  } finally {
    closeSync(file)
  }
}

function isKept({ type }: TarHeader): boolean {
  return type === undefined || type === 'file' || type === 'symlink' || type === 'link'
}

function modeOf({ mode, type }: TarHeader): number {
  return (mode ?? (type === 'directory' ? 0o755 : 0o644)) % 0o10000
}

function conflict(path: string, how: string): OperationError {
  return new OperationError('CMP421', `"${path}" ${how}`)
}

function lstatOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

async function attempt(path: string, step: () => void | Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!isOfThisDisk(error)) throw error
    throw new OperationError('CMP421', `"${path}" cannot be written (${systemReason(error)})`, {
      cause: error,
    })
  }
}

/** The body of an entry comes from the engine, whose failures have their own words. */
function isOfThisDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}
