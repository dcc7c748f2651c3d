import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Contents by digest in a directory of the form that the OCI image layout has: `blobs/sha256/...`. */
export interface ContentStore {
  /** Undefined where there is no such content. */
  readonly sizeOf: (digest: string) => Promise<number | undefined>
  /** So many bytes from an offset; zero means all that follow. */
  readonly read: (digest: string, range: ContentRange) => AsyncIterable<Uint8Array>
  /** Content on its way in: `reference` names it among those. */
  readonly write: (reference: string) => Promise<ContentWriter>
}

export interface ContentRange {
  readonly offset: number
  readonly size: number
}

/** Disposing of it takes back what was not kept. */
export interface ContentWriter extends AsyncDisposable {
  readonly written: number
  readonly add: (bytes: Uint8Array) => Promise<void>
  /** Puts what was written among the contents; resolves to its digest. Rejects where that is not the `expected` one. */
  readonly keep: (expected: string) => Promise<string>
}

/** What is read at once. */
const pieceBytes = 256 * 1024

/** A directory that is not there is made by the first content that is kept. */
export function contentStore(root: string): ContentStore {
  return {
    sizeOf: async (digest) => {
      const found = await stat(blobPath(root, digest)).catch(() => undefined)
      return found?.isFile() === true ? found.size : undefined
    },
    read: (digest, range) => readRange(blobPath(root, digest), range),
    write: async (reference) => {
      const name = createHash('sha256').update(reference).digest('hex')
      const path = join(root, 'ingest', name)
      await mkdir(dirname(path), { recursive: true })
      return new IncomingContent(root, path, await open(path, 'w'))
    },
  }
}

/** Throws for what is no digest: it becomes a part of a path. */
function blobPath(root: string, digest: string): string {
  const found = /^(sha256):([0-9a-f]{64})$/.exec(digest)
  if (found === null) throw new Error(`"${digest}" is no digest`)
  return join(root, 'blobs', 'sha256', found[2] ?? '')
}

async function* readRange(
  path: string,
  { offset, size }: ContentRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path)
  try {
    const end = size === 0 ? Infinity : offset + size
    for (let at = offset; at < end;) {
      const piece = Buffer.alloc(Math.min(pieceBytes, end - at))
      const { bytesRead } = await file.read(piece, 0, piece.length, at)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

class IncomingContent implements ContentWriter {
  readonly #root: string
  readonly #path: string
  readonly #file: FileHandle
  readonly #hash: Hash = createHash('sha256')
  #written = 0
  #isKept = false

  constructor(root: string, path: string, file: FileHandle) {
    this.#root = root
    this.#path = path
    this.#file = file
  }

  get written(): number {
    return this.#written
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    await this.#file.appendFile(bytes)
    this.#written += bytes.length
  }

  async keep(expected: string): Promise<string> {
    const digest = `sha256:${this.#hash.digest('hex')}`
    if (expected !== '' && expected !== digest)
      throw new Error(`the content is ${digest}, and ${expected} was promised`)
    const path = blobPath(this.#root, digest)
    await mkdir(dirname(path), { recursive: true })
    await this.#file.close()
    await rename(this.#path, path)
    this.#isKept = true
    return digest
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isKept) return
    await this.#file.close().catch(() => undefined)
    await rm(this.#path, { force: true })
  }
}
