const prefixBytes = 5

/** A message in the envelope of gRPC: not compressed, its length, its bytes. */
export function frame(message: Uint8Array): Uint8Array {
  const prefix = Buffer.alloc(prefixBytes)
  prefix.writeUInt32BE(message.length, 1)
  return Buffer.concat([prefix, message])
}

/** A message longer than this is a mistake of the other side; BuildKit's own limit is a quarter of it. */
const longestMessageBytes = 64 * 1024 * 1024

/** The messages of a stream, however its bytes are cut into pieces. */
export async function* messagesIn(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = []
  let size = 0
  let wanted = prefixBytes
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size < wanted) continue
    const bytes = Buffer.concat(waiting)
    let at = 0
    while (bytes.length - at >= prefixBytes) {
      const length = lengthAt(bytes, at)
      if (bytes.length - at < prefixBytes + length) break
      yield bytes.subarray(at + prefixBytes, at + prefixBytes + length)
      at += prefixBytes + length
    }
    const rest = bytes.subarray(at)
    wanted = prefixBytes + (rest.length < prefixBytes ? 0 : lengthAt(rest, 0))
    waiting = [rest]
    size = rest.length
  }
  if (size > 0) throw new Error('the stream ends within a message')
}

function lengthAt(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0) throw new Error('a message is compressed, which was not agreed')
  const length = bytes.readUInt32BE(at + 1)
  if (length > longestMessageBytes) throw new Error(`a message of ${length} bytes is too long`)
  return length
}
