import { packTar } from 'modern-tar'

/** A file with its content at hand. */
export interface PackedFile {
  /** Relative to where the archive is extracted. */
  readonly path: string
  readonly content: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** An archive of a few small files. Directories above them are not in it: where they exist, they keep their owner and mode. */
export async function* packFiles(files: readonly PackedFile[]): AsyncGenerator<Uint8Array, void, undefined> {
  const entries = files.map(({ path, content, mode, uid, gid }) => {
    const body = new TextEncoder().encode(content)
    return { header: { name: path, size: body.length, mode, uid, gid }, body }
  })
  yield await packTar(entries)
}
