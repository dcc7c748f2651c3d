import { EngineError } from '../errors.ts'
import type { OutputPiece } from '../exec.ts'

const headerBytes = 8

/**
 * Pieces of output as they come: one byte stream number, three zero bytes, four bytes length, then so many bytes, cut anywhere.
 * Not lines as in logs: what was typed by a prompt has no newline.
 */
export async function* readFrames(
  chunks: AsyncIterable<unknown>,
): AsyncGenerator<OutputPiece, void, undefined> {
  let kept: Buffer = Buffer.alloc(0)
  let current: { readonly kind: number; remaining: number } | undefined
  let failure = ''
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) continue
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
    while (kept.length > 0) {
      if (current === undefined) {
        if (kept.length < headerBytes) break
        current = { kind: kept.readUInt8(0), remaining: kept.readUInt32BE(4) }
        kept = kept.subarray(headerBytes)
      }
      const bytes = kept.subarray(0, current.remaining)
      kept = kept.subarray(bytes.length)
      current.remaining -= bytes.length
      if (current.kind === 3) failure += bytes.toString('utf8')
      else if (bytes.length > 0) yield { stream: current.kind === 2 ? 'stderr' : 'stdout', bytes }
      if (current.remaining === 0) current = undefined
    }
  }
  if (failure !== '') throw new EngineError('failed', failure.trim())
}
