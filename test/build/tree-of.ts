import { dirname } from 'node:path/posix'
import { byName, type FileEntry, type FileTree } from '../../src/build/context/file-tree.ts'

/** A tree of files that hold their own paths: "a/b", "link -> target". Directories are there where files need them. */
export function treeOf(paths: readonly string[]): FileTree {
  const entries = new Map<string, FileEntry>()
  for (const text of paths) {
    const [path = '', target] = text.split(' -> ')
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent))
      entries.set(parent, entryOf(parent, 'directory'))
    entries.set(path, target === undefined ? entryOf(path, 'file') : { ...entryOf(path, 'link'), target })
  }
  return {
    list: (directory) =>
      Promise.resolve(
        [...entries.values()]
          .filter(({ path }) => dirname(path) === (directory === '' ? '.' : directory))
          .toSorted((one, other) => byName(one.path, other.path)),
      ),
    find: (path) => Promise.resolve(entries.get(path)),
    read: (path) => content(path),
  }
}

function entryOf(path: string, kind: FileEntry['kind']): FileEntry {
  const sizeBytes = kind === 'file' ? Buffer.byteLength(path) : 0
  return { path, kind, mode: kind === 'file' ? 0o644 : 0o755, sizeBytes, modifiedNs: 1_000_000_000n }
}

async function* content(path: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(path)
}
