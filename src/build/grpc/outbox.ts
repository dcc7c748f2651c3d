import type { Writable } from 'node:stream'
import { deferred } from '../../async/deferred.ts'
import type { Deferred } from '../../async/deferred.ts'
import { frame } from './frames.ts'

/** What waits to be written is written at the latest when it is so much. */
const mostWaitingBytes = 64 * 1024

/** So much may be on its way: the reader never has to wait for what is read only when it has taken the last piece. */
const mostUnderWayBytes = 1024 * 1024

/** Writes messages to a stream, small ones together: the writing of each alone costs more than the message. */
export class Outbox {
  readonly #stream: Writable
  readonly #signal: AbortSignal
  #waiting: Uint8Array[] = []
  #size = 0
  #turn: NodeJS.Immediate | undefined
  #underWay = 0
  #room: Deferred<void> | undefined

  constructor(stream: Writable, signal: AbortSignal) {
    this.#stream = stream
    this.#signal = signal
    signal.addEventListener('abort', () => this.#room?.resolve(), { once: true })
  }

  /** Resolves when more may be sent: what is sent to a slow reader does not pile up. Rejects when the reader has gone. */
  async send(message: Uint8Array): Promise<void> {
    this.#signal.throwIfAborted()
    const framed = frame(message)
    this.#waiting.push(framed)
    this.#size += framed.length
    if (this.#size >= mostWaitingBytes) this.flush()
    else this.#turn ??= setImmediate(() => this.flush())
    while (this.#underWay > mostUnderWayBytes) {
      this.#room ??= deferred()
      await this.#room.promise
      this.#signal.throwIfAborted()
    }
  }

  /** Writes what waits. */
  flush(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    if (this.#size === 0) return
    // A large one is not copied once more.
    const [only] = this.#waiting
    const bytes = only?.length === this.#size ? only : Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#size = 0
    if (this.#stream.destroyed) return
    this.#underWay += bytes.length
    this.#stream.write(bytes, () => {
      this.#underWay -= bytes.length
      this.#room?.resolve()
      this.#room = undefined
    })
  }
}
