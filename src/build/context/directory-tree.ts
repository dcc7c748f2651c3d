import { createReadStream } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { byName } from './file-tree.ts'
import type { FileEntry, FileTree } from './file-tree.ts'

/** The pieces files are read in; what is sent must fit in a message. */
const pieceBytes = 32 * 1024

/** So many files of a directory are looked at together. */
const batchSize = 64

/** The files below a directory of this machine. */
export function directoryTree(root: string): FileTree {
  return {
    list: async (directory) => {
      const names = (await readdir(join(root, directory))).toSorted(byName)
      const entries: FileEntry[] = []
      for (let at = 0; at < names.length; at += batchSize) {
        const batch = names.slice(at, at + batchSize)
        const found = await Promise.all(
          batch.map((name) => entryAt(root, directory === '' ? name : `${directory}/${name}`)),
        )
        for (const entry of found) if (entry !== undefined) entries.push(entry)
      }
      return entries
    },
    find: (path) => entryAt(root, path),
    read: (path) => createReadStream(join(root, path), { highWaterMark: pieceBytes }),
  }
}

/** Undefined for what is not there (any more), and for sockets, which mean nothing in an image. */
async function entryAt(root: string, path: string): Promise<FileEntry | undefined> {
  const stats = await lstatIfThere(join(root, path))
  const kind = stats === undefined ? undefined : kindOf(stats)
  if (stats === undefined || kind === undefined) return undefined
  const target = kind === 'link' ? await readlink(join(root, path)) : undefined
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

async function lstatIfThere(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined
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
