import type { EventEmitter } from 'node:events'
import { performServerHandshake } from 'node:http2'
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import type { Duplex } from 'node:stream'
import { messagesIn } from './frames.ts'
import { Outbox } from './outbox.ts'
import { encodeMessage, GrpcError, statusCodes } from './status.ts'

/** One call of one of our methods. */
export interface GrpcCall {
  /** All values of a header, in order. */
  readonly metadata: (name: string) => readonly string[]
  /** What the caller sends, as it comes. */
  readonly messages: AsyncIterable<Uint8Array>
  /** Resolves when the caller takes more: what is sent to a slow one does not pile up. */
  readonly send: (message: Uint8Array) => Promise<void>
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
}

/** Answers a call; rejecting with `GrpcError` tells the caller which. */
export type GrpcMethod = (call: GrpcCall) => Promise<void>

/** Methods by their path: "/grpc.health.v1.Health/Check". */
export type GrpcMethods = ReadonlyMap<string, GrpcMethod>

/** Serves methods to the other end of a connection that is there already, until it is disposed of or lost. */
export class GrpcServer implements Disposable {
  readonly #session: ServerHttp2Session
  readonly #socket: Duplex

  constructor(socket: Duplex, methods: GrpcMethods) {
    this.#socket = socket
    this.#session = performServerHandshake(socket)
    // A connection that is lost ends the calls on it, which is told to those who made them.
    this.#session.on('error', () => undefined)
    socket.on('error', () => undefined)
    const onStream = (stream: ServerHttp2Stream, _headers: unknown, _flags: unknown, raw: string[]): void =>
      void serve(stream, headerReader(raw), methods)
    // The types of this event leave out its last argument.
    const events: EventEmitter = this.#session
    events.on('stream', onStream)
  }

  [Symbol.dispose](): void {
    this.#session.destroy()
    this.#socket.destroy()
  }
}

/** Node joins headers of one name with commas, which their values may hold. */
function headerReader(raw: readonly string[]): (name: string) => readonly string[] {
  return (name) => raw.flatMap((value, at) => (at % 2 === 1 && raw[at - 1] === name ? [value] : []))
}

async function serve(
  stream: ServerHttp2Stream,
  metadata: GrpcCall['metadata'],
  methods: GrpcMethods,
): Promise<void> {
  const gone = new AbortController()
  stream.on('close', () => gone.abort(new GrpcError(statusCodes.cancelled, 'the caller has gone')))
  stream.on('error', () => undefined)
  const [path = ''] = metadata(':path')
  const outbox = new Outbox(stream, gone.signal)
  let ending: GrpcError | undefined
  stream.on('wantTrailers', () => {
    stream.sendTrailers({
      'grpc-status': String(ending?.code ?? statusCodes.ok),
      ...(ending === undefined ? {} : { 'grpc-message': encodeMessage(ending.message) }),
    })
  })
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  try {
    const method = methods.get(path)
    if (method === undefined) throw new GrpcError(statusCodes.unimplemented, `there is no ${path}`)
    const send = (message: Uint8Array): Promise<void> => outbox.send(message)
    // Who has read enough still has to answer on the same stream.
    const messages = messagesIn(stream.iterator({ destroyOnReturn: false }))
    await method({ metadata, messages, send, signal: gone.signal })
  } catch (error) {
    ending = asGrpcError(error)
  }
  if (stream.destroyed) return
  outbox.flush()
  stream.end()
  // What the caller still sends is not read.
  stream.resume()
}

function asGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error
  return new GrpcError(statusCodes.unknown, error instanceof Error ? error.message : String(error))
}
