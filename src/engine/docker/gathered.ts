import { connect } from 'node:net'
import type { NetConnectOpts, Socket } from 'node:net'
import { setTimeout as passing } from 'node:timers/promises'

/** A connection and the bytes that come from it. */
export interface Gathered {
  readonly socket: Socket
  readonly bytes: AsyncIterableIterator<Buffer>
}

const mostBytes = 64 * 1024
/** So long the other side may write before it is read again, when little had come. */
const pauseMs = 1

/**
 * A connection that is read in large pieces. An engine sends a stored log line by line, and a reader that takes each line at once takes the
 * processor from the engine as often: gathering them makes both faster. Nothing is read before it is asked for.
 */
export function openGathered(address: NetConnectOpts): Gathered {
  const buffer = Buffer.allocUnsafeSlow(mostBytes)
  const arrivals: Arrivals = { length: 0, ended: false, error: undefined, wake: () => undefined }
  const callback = (length: number): boolean => {
    arrivals.length = length
    arrivals.wake()
    // Read again when the piece was taken.
    return false
  }
  const socket = connect({ ...address, onread: { buffer, callback } })
  socket.once('error', (error) => (arrivals.error = error))
  socket.once('close', () => {
    arrivals.ended = true
    arrivals.wake()
  })
  return { socket, bytes: pieces(socket, buffer, arrivals) }
}

interface Arrivals {
  length: number
  ended: boolean
  error: Error | undefined
  wake: () => void
}

async function* pieces(
  socket: Socket,
  buffer: Buffer,
  arrivals: Arrivals,
): AsyncGenerator<Buffer, void, undefined> {
  while (true) {
    if (arrivals.length === 0 && !arrivals.ended) {
      await new Promise<void>((resolve) => {
        arrivals.wake = resolve
        socket.resume()
      })
    }
    const { length } = arrivals
    if (length === 0) {
      if (arrivals.error !== undefined) throw arrivals.error
      return
    }
    arrivals.length = 0
    yield Buffer.from(buffer.subarray(0, length))
    if (length < mostBytes / 2) await passing(pauseMs)
  }
}
