import { byName } from './file-tree.ts'
import type { FileEntry, FileTree } from './file-tree.ts'

/** A directory of texts that are on no disk: a Dockerfile that is written in the Compose file. */
export function memoryTree(texts: Readonly<Record<string, string>>): FileTree {
  const contents = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text, 'utf8')]))
  const entryOf = (path: string): FileEntry | undefined => {
    const bytes = contents.get(path)
    if (bytes === undefined) return undefined
    return { path, kind: 'file', mode: 0o644, sizeBytes: bytes.length, modifiedNs: 0n }
  }
  return {
    list: (directory) =>
      Promise.resolve(
        directory === '' ? [...contents.keys()].toSorted(byName).flatMap((path) => entryOf(path) ?? []) : [],
      ),
    find: (path) => Promise.resolve(entryOf(path)),
    read: (path) => onePiece(contents.get(path)),
  }
}

async function* onePiece(bytes: Uint8Array | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  if (bytes !== undefined && bytes.length > 0) yield bytes
}
