import { connect } from 'node:http2'
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2'
import type { Duplex } from 'node:stream'
import { frame, messagesIn } from './frames.ts'
import { errorIn, GrpcError, statusCodes } from './status.ts'

export interface CallOptions {
  readonly signal: AbortSignal
  /** What goes with the call beside its message. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** Calls a gRPC service at the other end of a connection that is there already. Disposing of it ends all calls and the connection. */
export class GrpcClient implements Disposable {
  readonly #session: ClientHttp2Session
  readonly #socket: Duplex
  #lost: Error | undefined

  constructor(socket: Duplex) {
    this.#socket = socket
    // The address only names the other side in headers: the connection is the given one.
    this.#session = connect('http://buildkit', { createConnection: () => socket })
    this.#session.on('error', (error) => (this.#lost = error))
    socket.on('error', (error) => (this.#lost ??= error))
  }

  /** One message for one message. Rejects with `GrpcError`, or with the signal's reason. */
  async call(method: string, message: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    let answer: Uint8Array = new Uint8Array()
    for await (const part of this.stream(method, message, options)) answer = part
    return answer
  }

  /** One message for as many as come. */
  async *stream(
    method: string,
    message: Uint8Array,
    { signal, metadata = {} }: CallOptions,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    signal.throwIfAborted()
    const stream = this.#session.request({
      ...metadata,
      ':method': 'POST',
      ':path': method,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const onAbort = (): void => stream.close()
    signal.addEventListener('abort', onAbort, { once: true })
    const ending = endOf(stream)
    stream.end(frame(message))
    try {
      yield* messagesIn(stream)
      const trailers = await ending
      signal.throwIfAborted()
      if (trailers === undefined) throw this.#lostError()
      const error = errorIn(trailers)
      if (error !== undefined) throw error
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw error instanceof GrpcError ? error : this.#lostError(error)
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!stream.closed) stream.close()
    }
  }

  [Symbol.dispose](): void {
    this.#session.destroy()
    this.#socket.destroy()
  }

  #lostError(cause: unknown = this.#lost): GrpcError {
    const why = cause instanceof Error ? ` (${cause.message})` : ''
    return new GrpcError(statusCodes.unavailable, `the connection to the engine was lost${why}`)
  }
}

/** The trailers of a call; undefined where the stream ended without. They may come with the head, where there is nothing else. */
function endOf(stream: ClientHttp2Stream): Promise<Readonly<Record<string, unknown>> | undefined> {
  return new Promise((resolve) => {
    stream.on('response', (headers) => {
      if (headers['grpc-status'] !== undefined) resolve(headers)
    })
    stream.on('trailers', (trailers) => resolve(trailers))
    // Errors are taken from the iteration; without a listener they would end the program.
    stream.on('error', () => undefined)
    stream.on('close', () => resolve(undefined))
  })
}
