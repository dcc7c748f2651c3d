import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createTarPacker } from 'modern-tar'
import type { TarHeader } from 'modern-tar'
import { OperationError } from '../diagnostics/errors.ts'
import { compareText } from '../units/compare-text.ts'
import { systemReason } from '../units/system-reason.ts'

export interface PackedTree {
  readonly path: string
  /** What it is called in the archive; absent: the contents of a directory, without the directory itself. */
  readonly name?: string
}

/**
 * An archive of a file, or of a directory with everything in it, read while it is made. Links stay links, also hard ones; sockets and
 * devices are left out. Rejects with `OperationError` where something cannot be read.
 */
export async function* packTree(tree: PackedTree): AsyncGenerator<Uint8Array, void, undefined> {
  const { readable, controller } = createTarPacker()
  const packing = packAll(controller, tree).then(
    () => controller.finalize(),
    (error: unknown) => controller.error(error),
  )
  yield* readable
  await packing
}

type Packer = ReturnType<typeof createTarPacker>['controller']

interface Packing {
  readonly packer: Packer
  /** Where a file with several names was packed first. */
  readonly firstNames: Map<string, string>
}

async function packAll(packer: Packer, { path, name }: PackedTree): Promise<void> {
  const packing = { packer, firstNames: new Map() }
  if (name === undefined) await packContents(packing, { path, name: '' })
  else await packPath(packing, { path, name })
}

type Named = Required<PackedTree>

async function packContents(packing: Packing, { path, name }: Named): Promise<void> {
  const children = await read(path, () => readdirSync(path))
  for (const child of children.toSorted(compareText))
    await packPath(packing, { path: join(path, child), name: name === '' ? child : `${name}/${child}` })
}

async function packPath(packing: Packing, tree: Named): Promise<void> {
  const { path, name } = tree
  const found = await read(path, () => lstatSync(path))
  const header = { mode: found.mode % 0o10000, uid: found.uid, gid: found.gid, mtime: found.mtime }
  if (found.isDirectory()) {
    await packBare(packing, { ...header, name: `${name}/`, type: 'directory', size: 0 })
    await packContents(packing, tree)
  } else if (found.isSymbolicLink()) {
    const linkname = await read(path, () => readlinkSync(path))
    await packBare(packing, { ...header, name, type: 'symlink', size: 0, linkname })
  } else if (found.isFile()) {
    await packFile(packing, tree, { found, header: { ...header, name, size: found.size } })
  }
}

function packBare({ packer }: Packing, header: TarHeader): Promise<void> {
  return packer.add(header).close()
}

interface FoundFile {
  readonly found: Stats
  readonly header: TarHeader
}

async function packFile(
  packing: Packing,
  { path, name }: Named,
  { found, header }: FoundFile,
): Promise<void> {
  if (found.nlink > 1) {
    const identity = `${found.dev}:${found.ino}`
    const linkname = packing.firstNames.get(identity)
    if (linkname !== undefined) return packBare(packing, { ...header, type: 'link', size: 0, linkname })
    packing.firstNames.set(identity, name)
  }
  if (found.size > wholeFileBytes) return packLarge(packing, path, header)
  // It may have grown or shrunk a moment ago; what was read counts.
  const body = await read(path, () => readFileSync(path))
  const writer = packing.packer.add({ ...header, size: body.length }).getWriter()
  if (body.length > 0) await writer.write(body)
  await writer.close()
}

const wholeFileBytes = 65_536
const pieceBytes = 262_144

async function packLarge({ packer }: Packing, path: string, header: TarHeader): Promise<void> {
  const file = await read(path, () => open(path))
  const writer = packer.add(header).getWriter()
  try {
    for (let left = header.size; left > 0;) {
      const wanted = Math.min(left, pieceBytes)
      const piece = await read(path, () => file.read(Buffer.allocUnsafe(wanted), 0, wanted))
      if (piece.bytesRead === 0)
        throw new OperationError('CMP421', `"${path}" became shorter while it was copied`)
      await writer.write(piece.buffer.subarray(0, piece.bytesRead))
      left -= piece.bytesRead
    }
    await writer.close()
  } finally {
    await file.close()
  }
}

/** Small things are read without asking another thread: that takes several times as long as reading them. */
async function read<T>(path: string, attempt: () => T | Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    throw new OperationError('CMP421', `"${path}" cannot be read (${systemReason(error)})`, { cause: error })
  }
}
