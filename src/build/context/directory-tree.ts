// Each step is shorter than asking another thread for it.
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { byName } from './file-tree.ts'
import type { FileEntry, FileTree } from './file-tree.ts'

/** The pieces files are read in; what is sent must fit in a message. */
const pieceBytes = 64 * 1024

/** The files below a directory of this machine. */
export function directoryTree(root: string): FileTree {
  const reused = Buffer.alloc(pieceBytes)
  return {
    list: async (directory) => {
      const names = readdirSync(pathIn(root, directory)).toSorted(byName)
      const above = directory === '' ? '' : `${directory}/`
      return names.flatMap((name) => entryAt(root, above + name) ?? [])
    },
    find: async (path) => entryAt(root, path),
    read: (path) => readPieces(pathIn(root, path), reused),
  }
}

/** Paths of a tree are clean: they need not be looked through again. */
function pathIn(root: string, path: string): string {
  return path === '' ? root : `${root}/${path}`
}

/** What is read into `buffer` is copied before anyone else gets to use that. */
async function* readPieces(path: string, buffer: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r')
  try {
    let size = pieceBytes
    // Files whose end does not fill a piece end there: the first short piece is the last of most.
    while (size === pieceBytes) {
      size = readSync(file, buffer, 0, pieceBytes, null)
      if (size > 0) yield Buffer.from(buffer.subarray(0, size))
    }
  } finally {
    closeSync(file)
  }
}

/** Undefined for what is not there (any more), and for sockets, which mean nothing in an image. */
function entryAt(root: string, path: string): FileEntry | undefined {
  const whole = pathIn(root, path)
  const stats = lstatIfThere(whole)
  const kind = stats === undefined ? undefined : kindOf(stats)
  if (stats === undefined || kind === undefined) return undefined
  const target = kind === 'link' ? readlinkSync(whole) : undefined
  const isShared = kind === 'file' && stats.nlink > 1n
  return {
    path,
    kind,
    mode: Number(stats.mode & 0o7777n),
    sizeBytes: kind === 'file' ? Number(stats.size) : 0,
    modifiedNs: stats.mtimeNs,
    ...(target === undefined ? {} : { target }),
    ...(isShared ? { identity: `${stats.dev}:${stats.ino}` } : {}),
    ...(kind === 'device' ? { device: deviceOf(stats) } : {}),
  }
}

function lstatIfThere(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function kindOf(stats: BigIntStats): FileEntry['kind'] | undefined {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'directory'
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isFIFO()) return 'pipe'
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'device' : undefined
}

/** As the C library of Linux splits the number. */
function deviceOf(stats: BigIntStats): NonNullable<FileEntry['device']> {
  const number = stats.rdev
  return {
    major: Number(((number >> 8n) & 0xfffn) | ((number >> 32n) & 0xfffff000n)),
    minor: Number((number & 0xffn) | ((number >> 12n) & 0xffffff00n)),
    isBlock: stats.isBlockDevice(),
  }
}
