import type { FileEntry, FileTree } from '../context/file-tree.ts'

const blockBytes = 512
const types = {
  file: '0',
  hardlink: '1',
  link: '2',
  device: '3',
  blockDevice: '4',
  directory: '5',
  pipe: '6',
}

/** A file of an archive, with the name it has there. */
export interface ArchiveEntry {
  readonly entry: FileEntry
  /** The first name of a file that was archived before. */
  readonly sameAs?: string
  readonly read: FileTree['read']
}

/** An archive of files as they are read: as much of it is in memory as is being sent. Everything in it belongs to root. */
export async function* tarStream(
  entries: AsyncIterable<ArchiveEntry>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { entry, sameAs, read } of entries) {
    const size = sameAs === undefined && entry.kind === 'file' ? entry.sizeBytes : 0
    yield headerOf(entry, size, sameAs)
    if (size > 0) yield* contentOf(entry, size, read)
  }
  yield Buffer.alloc(2 * blockBytes)
}

/** A file that changes while it is read must still be as long as its header says. */
async function* contentOf(
  { path }: FileEntry,
  size: number,
  read: FileTree['read'],
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = size
  for await (const piece of read(path)) {
    const kept = piece.subarray(0, left)
    left -= kept.length
    yield kept
    if (left === 0) break
  }
  if (left > 0) throw new Error(`"${path}" has become shorter while it was read`)
  yield padding(size)
}

function padding(size: number): Uint8Array {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes)
}

const longestSize = 0o77777777777

/** What the old header has no room for stands in one of its own before it. */
function headerOf(entry: FileEntry, size: number, sameAs: string | undefined): Uint8Array {
  const name = entry.kind === 'directory' ? `${entry.path}/` : entry.path
  const target = sameAs ?? entry.target ?? ''
  const records = {
    ...(fits(name) ? {} : { path: name }),
    ...(fits(target) ? {} : { linkpath: target }),
    ...(size > longestSize ? { size: String(size) } : {}),
  }
  const extended = Object.entries(records).map(paxRecord).join('')
  const header = block({
    name,
    target,
    size: Math.min(size, longestSize),
    type: typeOf(entry, sameAs),
    entry,
  })
  if (extended === '') return header
  const bytes = Buffer.from(extended, 'utf8')
  const before = block({ name: 'PaxHeader', target: '', size: bytes.length, type: 'x', entry })
  return Buffer.concat([before, bytes, padding(bytes.length), header])
}

function fits(text: string): boolean {
  return text.length <= 100 && /^[\x20-\x7e]*$/.test(text)
}

/** Its length counts itself. */
function paxRecord([name, value]: readonly [string, string]): string {
  const rest = ` ${name}=${value}\n`
  const bytes = Buffer.byteLength(rest)
  let length = bytes + String(bytes).length
  if (bytes + String(length).length !== length) length = bytes + String(length).length
  return `${length}${rest}`
}

function typeOf(entry: FileEntry, sameAs: string | undefined): string {
  if (sameAs !== undefined) return types.hardlink
  return entry.device?.isBlock === true ? types.blockDevice : types[entry.kind]
}

interface Block {
  readonly name: string
  readonly target: string
  readonly size: number
  readonly type: string
  readonly entry: FileEntry
}

function block({ name, target, size, type, entry }: Block): Buffer {
  const bytes = Buffer.alloc(blockBytes)
  bytes.write(name.slice(0, 100), 0, 'latin1')
  writeOctal(bytes, entry.mode, { at: 100, digits: 7 })
  writeOctal(bytes, 0, { at: 108, digits: 7 })
  writeOctal(bytes, 0, { at: 116, digits: 7 })
  writeOctal(bytes, size, { at: 124, digits: 11 })
  writeOctal(bytes, Math.max(0, Number(entry.modifiedNs / 1_000_000_000n)), { at: 136, digits: 11 })
  bytes.fill(' ', 148, 156)
  bytes.write(type, 156, 'latin1')
  bytes.write(target.slice(0, 100), 157, 'latin1')
  bytes.write('ustar\x0000', 257, 'latin1')
  writeOctal(bytes, entry.device?.major ?? 0, { at: 329, digits: 7 })
  writeOctal(bytes, entry.device?.minor ?? 0, { at: 337, digits: 7 })
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

function writeOctal(
  bytes: Buffer,
  value: number,
  { at, digits }: { readonly at: number; readonly digits: number },
): void {
  bytes.write(value.toString(8).padStart(digits, '0').slice(-digits), at, 'latin1')
}
