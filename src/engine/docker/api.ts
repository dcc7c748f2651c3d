import { setMaxListeners } from 'node:events'
import { Agent } from 'node:http'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import type { Json } from '../../units/json.ts'
import type { EngineVersion } from '../facts.ts'
import { EngineError } from '../errors.ts'
import { negotiate } from './api-version.ts'
import { callEngine } from './call.ts'
import type { Answer, Call } from './call.ts'
import type { Connection } from './connection.ts'
import { answerError, transportError } from './errors.ts'
import { openStream } from './stream.ts'
import type { StreamAnswer, StreamRequest } from './stream.ts'

/** `path` without a version, its segments encoded. A value of undefined leaves the parameter out. */
export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: Query
  readonly body?: Json
  readonly headers?: Readonly<Record<string, string>>
}

/** A request whose answer is read as it comes. */
export interface StreamedRequest extends Omit<ApiRequest, 'headers'> {
  /** Several values are as many headers. */
  readonly headers?: StreamRequest['headers']
  /** Sent while the answer is read. */
  readonly upload?: AsyncIterable<Uint8Array>
  readonly bulk?: boolean
}

/** Several values are as many parameters. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** What the head of any answer tells about the engine. */
export interface Peer {
  readonly apiVersion: string
  readonly product: EngineVersion['product']
  /** How far the engine's clock is ahead of ours; engines in virtual machines drift. */
  readonly aheadMs: number
}

export interface ApiOptions {
  /** Speak this version, whatever the engine offers. */
  readonly apiVersion: string | undefined
  /** Unix time in milliseconds. */
  readonly now: () => number
}

/** Heads tell the time to the second and take their time to come: less than this is no difference. */
const leastDifferenceMs = 2000

/** Stopping takes as long as the slowest container, so many requests are open at once; each is a file descriptor. */
const mostConnections = 128

/**
 * Requests to one engine in the API version both sides speak. The version costs no request of its own as long as the first ones only
 * read: they are sent without one, and their answers tell what the engine speaks.
 */
export class EngineApi {
  readonly connection: Connection
  readonly #agent: EngineAgent
  readonly #closed = new AbortController()
  readonly #options: ApiOptions
  #peer: Peer | undefined
  #asking: Promise<Peer> | undefined

  constructor(connection: Connection, options: ApiOptions) {
    this.connection = connection
    this.#options = options
    this.#agent = new EngineAgent(connection)
    allowManyRequests(this.#closed.signal)
  }

  /** Rejects with `EngineError`, or the signal's reason. */
  async call(request: ApiRequest, signal: AbortSignal | undefined): Promise<unknown> {
    const answer = await this.#send(await this.#prefix(request.method, signal), request, signal)
    // 304 answers "start" and "stop" of what is in that state already.
    if (answer.status >= 400) throw answerError(answer.status, answer.body)
    return answer.body
  }

  /** The headers of an answer, which are all there is to an answer to HEAD. */
  async head(
    request: Omit<ApiRequest, 'method' | 'body'>,
    signal: AbortSignal,
  ): Promise<(name: string) => string | undefined> {
    const asked = { ...request, method: 'HEAD' } as const
    const answer = await this.#send(await this.#prefix('HEAD', signal), asked, signal)
    if (answer.status >= 400) throw answerError(answer.status, answer.body)
    return (name) => one(answer.headers[name])
  }

  /** A request whose body is sent as it comes. */
  async upload(request: ApiRequest, body: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<unknown> {
    const answer = await this.#send(await this.#prefix(request.method, signal), request, signal, body)
    if (answer.status >= 400) throw answerError(answer.status, answer.body)
    return answer.body
  }

  /** An answer read as it comes, on a connection of its own. */
  async stream(request: StreamedRequest, signal: AbortSignal): Promise<StreamAnswer> {
    allowManyRequests(signal)
    const prefix = await this.#prefix(request.method, signal)
    const answer = await openStream(this.connection, {
      method: request.method,
      path: prefix + pathOf(request),
      headers: { ...contentType(request), ...request.headers },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.upload === undefined ? {} : { upload: request.upload }),
      ...(request.bulk === true ? { bulk: true } : {}),
      signal: AbortSignal.any([signal, this.#closed.signal]),
    })
    this.#learn((name) => answer.headers.get(name))
    return answer
  }

  /** What the engine is; asks only when no answer has told it yet. */
  async peer(signal: AbortSignal | undefined): Promise<Peer> {
    if (this.#peer !== undefined) return this.#peer
    // Shared by all who ask at once, so one of them giving up must not end it for the others.
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return untilAborted(this.#asking, signal)
  }

  /** What the answers so far have told. */
  get knownPeer(): Peer | undefined {
    return this.#peer
  }

  /** The engine's Unix time in milliseconds, as far as its answers have told. */
  now(): number {
    return this.#options.now() + (this.#peer?.aheadMs ?? 0)
  }

  /** Aborted by `close`. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  /** Ends everything that is under way. */
  close(): void {
    this.#closed.abort(new EngineError('unreachable', 'the connection to the engine was closed'))
    this.#agent.destroy()
  }

  async #prefix(method: ApiRequest['method'], signal: AbortSignal | undefined): Promise<string> {
    if (this.#options.apiVersion !== undefined) return `/v${this.#options.apiVersion}`
    if (this.#peer === undefined && (method === 'GET' || method === 'HEAD')) return ''
    return `/v${(await this.peer(signal)).apiVersion}`
  }

  async #ask(): Promise<Peer> {
    await this.#send('', { method: 'HEAD', path: '/_ping' }, this.#closed.signal)
    // An engine that does not tell is an old one; 1.40 is what they all speak.
    return (this.#peer ??= { apiVersion: '1.40', product: 'other', aheadMs: 0 })
  }

  async #send(
    prefix: string,
    request: ApiRequest,
    signal: AbortSignal | undefined,
    upload?: AsyncIterable<Uint8Array>,
  ): Promise<Answer> {
    this.#closed.signal.throwIfAborted()
    if (signal !== undefined) allowManyRequests(signal)
    const call: Call = {
      method: request.method,
      path: prefix + pathOf(request),
      headers: { Host: this.connection.hostHeader, ...headersOf(request) },
      body: request.body,
      ...(upload === undefined ? {} : { upload }),
      signal,
    }
    try {
      const answer = await callEngine(this.#agent, call)
      this.#learn((name) => one(answer.headers[name]))
      return answer
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : transportError(error, this.connection.address)
    }
  }

  #learn(header: (name: string) => string | undefined): void {
    const offered = header('api-version')
    if (this.#peer !== undefined || offered === undefined) return
    this.#peer = {
      apiVersion: this.#options.apiVersion ?? negotiate(offered),
      product: productOf(header('server') ?? ''),
      aheadMs: difference(header('date'), this.#options.now()),
    }
  }
}

function difference(date: string | undefined, nowMs: number): number {
  const ahead = date === undefined ? 0 : Date.parse(date) - nowMs
  return Math.abs(ahead) < leastDifferenceMs || Number.isNaN(ahead) ? 0 : ahead
}

/** One signal ends all requests of a command; Node takes more than ten listeners for a leak and says so. */
function allowManyRequests(signal: AbortSignal): void {
  setMaxListeners(0, signal)
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Kept connections of our own making. */
class EngineAgent extends Agent {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ keepAlive: true, maxSockets: mostConnections, maxFreeSockets: mostConnections })
    this.#connection = connection
  }

  override createConnection(): Duplex {
    return this.#connection.open()
  }

  /** One line, instead of every socket and its buffers, wherever something prints it. */
  [inspect.custom](): string {
    return `EngineAgent(${this.#connection.address})`
  }
}

/** The query of a list's `filters` and the like: our parameters are few, so each is text already. */
function pathOf(request: Pick<ApiRequest, 'path' | 'query'>): string {
  const parameters = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
  )
  return parameters.length === 0 ? request.path : `${request.path}?${parameters.join('&')}`
}

function headersOf(request: ApiRequest): Readonly<Record<string, string>> {
  return { ...contentType(request), ...request.headers }
}

function contentType({ body }: Pick<ApiRequest, 'body'>): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'Content-Type': 'application/json' }
}

function one(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0]
}

function productOf(server: string): EngineVersion['product'] {
  if (server.startsWith('Docker/')) return 'docker'
  return server.startsWith('Libpod/') ? 'podman' : 'other'
}
