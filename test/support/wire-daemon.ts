import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { fieldsOf } from '../../src/engine/docker/json-fields.ts'
import type { EngineLocation } from '../../src/engine/docker/location.ts'
import type { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { TemporaryDirectory } from './temporary-directory.ts'
import { serve } from './wire-routes.ts'

/** Something that happens to the bytes of an answer on their way. */
export interface Disturbance {
  /** Found in the request line: "/logs". */
  readonly path: string
  /** How many connections; every one where absent. */
  readonly times?: number
  /** The connection breaks after so many bytes of the answer. */
  readonly cutAfterBytes?: number
  /** The answer comes in pieces of so many bytes, each a segment of its own. */
  readonly pieceBytes?: number
  /** Nothing is answered at all. */
  readonly silent?: true
}

/**
 * The fake engine behind the Engine API, on a socket in a directory of its own. Every byte passes through a second socket, where it can
 * be held up, cut into pieces or lost.
 */
export class WireDaemon implements AsyncDisposable {
  readonly #directory: TemporaryDirectory
  readonly #api: HttpServer
  readonly #front: Server
  readonly #sockets = new Set<Socket>()
  readonly #requests: string[] = []
  readonly #apiSockets: Socket[] = []
  #disturbances: { readonly disturbance: Disturbance; times: number }[] = []

  private constructor(engine: FakeEngine, directory: TemporaryDirectory) {
    this.#directory = directory
    this.#api = createHttpServer((request, response) => void this.#serve(engine, request, response))
    this.#api.keepAliveTimeout = 0
    this.#front = createServer({ allowHalfOpen: true }, (client) => this.#relay(client))
  }

  static async start(engine: FakeEngine): Promise<WireDaemon> {
    const daemon = new WireDaemon(engine, await TemporaryDirectory.create())
    await Promise.all([listen(daemon.#api, daemon.#apiPath), listen(daemon.#front, daemon.path)])
    return daemon
  }

  get path(): string {
    return this.#directory.join('engine.sock')
  }

  get #apiPath(): string {
    return this.#directory.join('api.sock')
  }

  get location(): EngineLocation {
    return {
      address: `unix://${this.path}`,
      why: 'the test says so',
      endpoint: { kind: 'socket', path: this.path },
    }
  }

  /** Request lines so far: "GET /v1.51/containers/json?all=true". */
  get requests(): readonly string[] {
    return this.#requests
  }

  /** Bytes of answers that clients took, or that wait for them in the system. */
  get bytesSent(): number {
    return this.#apiSockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0)
  }

  /** Connections open now. */
  get openConnections(): number {
    return this.#sockets.size
  }

  disturb(disturbance: Disturbance): void {
    this.#disturbances.push({ disturbance, times: disturbance.times ?? Number.POSITIVE_INFINITY })
  }

  /** Breaks every connection, as an engine that restarts. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropConnections()
    this.#api.closeAllConnections()
    await Promise.all([closed(this.#front), closed(this.#api)])
    await this.#directory[Symbol.asyncDispose]()
  }

  async #serve(engine: FakeEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests.push(`${request.method} ${request.url}`)
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    response.setHeader('Date', new Date(engine.clock.now()).toUTCString())
    response.setHeader('Api-Version', '1.51')
    response.setHeader('Server', 'Docker/28.0.0 (linux)')
    const query = new URL(request.url ?? '', 'http://engine').searchParams
    await serve(request, { engine, query, body: await readBody(request), response, signal: gone.signal })
  }

  #relay(client: Socket): void {
    const server = connect(this.#apiPath)
    this.#apiSockets.push(server)
    this.#sockets.add(client)
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    client.on('close', () => {
      this.#sockets.delete(client)
      server.destroy()
    })
    client.once('data', (first) => {
      server.write(first)
      client.pipe(server)
      const disturbance = this.#take(first.toString('latin1').split('\r\n')[0] ?? '')
      if (disturbance === undefined) {
        server.pipe(client)
        server.on('close', () => client.destroySoon())
      }
      if (disturbance !== undefined && disturbance.silent !== true)
        void disturbed(server, client, disturbance)
    })
  }

  #take(requestLine: string): Disturbance | undefined {
    const found = this.#disturbances.find(({ disturbance }) => requestLine.includes(disturbance.path))
    if (found === undefined) return undefined
    found.times -= 1
    if (found.times <= 0) this.#disturbances = this.#disturbances.filter((other) => other !== found)
    return found.disturbance
  }
}

async function disturbed(server: Socket, client: Socket, disturbance: Disturbance): Promise<void> {
  const { cutAfterBytes = Number.POSITIVE_INFINITY, pieceBytes = Number.POSITIVE_INFINITY } = disturbance
  let left = cutAfterBytes
  try {
    for await (const chunk of server) {
      if (!Buffer.isBuffer(chunk)) continue
      for (let at = 0; at < Math.min(chunk.length, left); at += pieceBytes) {
        client.write(chunk.subarray(at, Math.min(at + pieceBytes, left, chunk.length)))
        await new Promise((resolve) => setImmediate(resolve))
      }
      left -= chunk.length
      if (left <= 0) {
        client.destroySoon()
        return
      }
    }
    client.end()
  } catch {
    client.destroy()
  }
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return chunks.length === 0 ? {} : fieldsOf(JSON.parse(Buffer.concat(chunks).toString()))
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
