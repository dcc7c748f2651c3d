import type { FileEntry } from '../context/file-tree.ts'
import { MessageWriter, numberOf, readFields, textOf } from '../grpc/wire.ts'

/** What the receiver of files says. */
export type Request =
  | { readonly kind: 'wanted'; readonly id: number }
  | { readonly kind: 'finished' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'other' }

const types = { stat: 0, request: 1, piece: 2, finish: 3, error: 4 } as const

/** The kinds of files as Go counts them, which is how they travel. */
const kindBits = {
  file: 0,
  directory: 2 ** 31,
  link: 2 ** 27,
  pipe: 2 ** 25,
  device: 2 ** 26,
} as const

const characterDeviceBit = 2 ** 21
const specialBits = [
  { mode: 0o4000, bit: 2 ** 23 },
  { mode: 0o2000, bit: 2 ** 22 },
  { mode: 0o1000, bit: 2 ** 20 },
] as const

/** Without an entry: there are no more. `sameAs` is the first name of a file that has several. */
export function statPacket(entry?: FileEntry, sameAs?: string): Uint8Array {
  const packet = new MessageWriter().integer(1, types.stat)
  if (entry === undefined) return packet.finish()
  // Who owns a file here means nothing in an image: all belong to root.
  const stat = new MessageWriter()
    .text(1, entry.path)
    .integer(2, modeOf(entry))
    .integer(5, sameAs === undefined ? entry.sizeBytes : 0)
    .integer(6, entry.modifiedNs)
    .text(7, sameAs ?? entry.target)
    .integer(8, entry.device?.major ?? 0)
    .integer(9, entry.device?.minor ?? 0)
  return packet.message(2, stat).finish()
}

function modeOf({ kind, mode, device }: FileEntry): number {
  const special = specialBits.reduce((sum, { mode: flag, bit }) => sum + ((mode & flag) === 0 ? 0 : bit), 0)
  const character = device !== undefined && !device.isBlock ? characterDeviceBit : 0
  return kindBits[kind] + character + special + (mode & 0o777)
}

/** A piece of the file that was the `id`th in the listing; an empty one ends it. */
export function piecePacket(id: number, piece: Uint8Array): Uint8Array {
  const packet = new MessageWriter().integer(1, types.piece).integer(3, id)
  return (piece.length === 0 ? packet : packet.bytes(4, piece)).finish()
}

export function finishPacket(): Uint8Array {
  return new MessageWriter().integer(1, types.finish).finish()
}

export function errorPacket(message: string): Uint8Array {
  return new MessageWriter().integer(1, types.error).text(4, message).finish()
}

export function readRequest(packet: Uint8Array): Request {
  let [type, id, text] = [0, 0, '']
  for (const field of readFields(packet)) {
    if (field.number === 1) type = numberOf(field)
    if (field.number === 3) id = numberOf(field)
    if (field.number === 4) text = textOf(field)
  }
  if (type === types.request) return { kind: 'wanted', id }
  if (type === types.finish) return { kind: 'finished' }
  return type === types.error ? { kind: 'refused', message: text } : { kind: 'other' }
}
