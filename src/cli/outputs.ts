import { systemReason } from '../units/system-reason.ts'
import { exitCodes } from './exit-codes.ts'

/** The streams that were written to. */
export class Outputs {
  readonly #opened = new Set<NodeJS.WriteStream>()

  /** Standard output; what goes wrong with it ends the command. */
  results(): NodeJS.WriteStream {
    return this.#open(process.stdout, endWithoutReader)
  }

  /** Standard error; there is nowhere to report what goes wrong with it. */
  messages(): NodeJS.WriteStream {
    return this.#open(process.stderr, () => undefined)
  }

  /** Resolves when a pipe has taken all of it, which may be later. */
  async flushed(): Promise<void> {
    for (const stream of this.#opened) {
      if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()))
    }
    // That a file did not take it is told a moment later.
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }

  #open(stream: NodeJS.WriteStream, onError: (error: NodeJS.ErrnoException) => void): NodeJS.WriteStream {
    if (this.#opened.has(stream)) return stream
    this.#opened.add(stream)
    return stream.on('error', onError)
  }
}

/** `compose logs | head`: the reader has seen enough, and that is no failure. A full disk is. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  process.stderr.write(`error CMP122: standard output cannot be written (${systemReason(error)})\n`)
  process.exit(exitCodes.failed)
}
