import type { Duplex } from 'node:stream'
import { EngineError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { dechunk } from './dechunk.ts'
import { answerError, transportError } from './errors.ts'

/** A request whose answer is read as it comes. `path` is complete: version, encoded segments, query. */
export interface StreamRequest {
  readonly method: string
  readonly path: string
  /** Several values are as many headers. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  /** Instead of `body`: bytes that are sent as they come, while the answer is read. */
  readonly upload?: AsyncIterable<Uint8Array>
  /** The answer is long and there already: reading it in large pieces matters more than reading it at once. */
  readonly bulk?: boolean
  readonly signal: AbortSignal
}

export interface StreamAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /**
   * Bytes as they come; reading slowly slows the engine. Leaving the loop closes the connection. Rejects with `EngineError` when the
   * connection ends before the answer does, with the signal's reason when aborted.
   */
  readonly body: AsyncIterable<Uint8Array>
  /** The connection itself, for an answer that switches protocols; `body` must then not be read. */
  detach(): Promise<Duplex>
  close(): void
}

const longestHeadBytes = 64 * 1024
const longestErrorBytes = 64 * 1024

/**
 * Sends a request on a connection of its own and resolves when the head of the answer is there. HTTP is spoken here because Node's
 * client calls back for each chunk of a body, and an engine makes a chunk of each line of a log.
 * An answer that is not success rejects with `EngineError`.
 */
export async function openStream(connection: Connection, request: StreamRequest): Promise<StreamAnswer> {
  request.signal.throwIfAborted()
  const { socket, bytes } = openBytes(connection, request)
  const onAbort = () => socket.destroy()
  request.signal.addEventListener('abort', onAbort, { once: true })
  socket.once('close', () => request.signal.removeEventListener('abort', onAbort))
  // Errors are taken from the iteration; without a listener they would end the process.
  socket.on('error', () => {})
  const reject = (error: unknown) => {
    socket.destroy()
    return request.signal.aborted ? request.signal.reason : transportError(error, connection.address)
  }
  try {
    socket.write(requestText(connection, request))
    if (request.upload !== undefined) void sendChunks(socket, request.upload)
    const head = await readHead(bytes)
    const close = () => socket.destroy()
    const body = translated(framed(head, continued(head.rest, bytes)), { reject, close })
    if (head.status >= 400) throw answerError(head.status, await readError(body))
    const detach = async () => {
      await bytes.return?.()
      if (head.rest.length > 0) socket.unshift(head.rest)
      return socket
    }
    return { status: head.status, headers: head.headers, body, detach, close }
  } catch (error) {
    throw reject(error)
  }
}

function openBytes(
  connection: Connection,
  { bulk = false }: StreamRequest,
): { readonly socket: Duplex; readonly bytes: AsyncIterableIterator<unknown> } {
  const gathered = bulk ? connection.openGathered?.() : undefined
  if (gathered !== undefined) return gathered
  const socket = connection.open()
  return { socket, bytes: socket.iterator({ destroyOnReturn: false }) }
}

function requestText(connection: Connection, request: StreamRequest): string {
  const headers = { Host: connection.hostHeader, Connection: 'close', ...request.headers }
  const body = request.body ?? ''
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${headerValue(value)}`),
  )
  if (request.upload !== undefined) lines.push('Transfer-Encoding: chunked')
  else if (request.method !== 'GET') lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

/** What is wrong with the source ends the connection with that error, which is then what the reader of the answer gets. */
async function sendChunks(socket: Duplex, source: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const piece of source) {
      if (socket.destroyed) return
      if (piece.length === 0) continue
      socket.cork()
      socket.write(`${piece.length.toString(16)}\r\n`)
      socket.write(piece)
      const hasRoom = socket.write('\r\n')
      socket.uncork()
      if (!hasRoom) await drained(socket)
    }
    socket.write('0\r\n\r\n')
  } catch (error) {
    socket.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Also when there will be no more room because the connection has ended. */
function drained(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      socket.off('drain', settle).off('close', settle)
      resolve()
    }
    socket.on('drain', settle).on('close', settle)
  })
}

/** A line break in a value would start a header of its own. */
function headerValue(value: string): string {
  if (/[\r\n\0]/.test(value))
    throw new EngineError('invalid', 'a header for the engine contains a line break')
  return value
}

interface Head {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly rest: Uint8Array
}

async function readHead(bytes: AsyncIterator<unknown>): Promise<Head> {
  let seen: Buffer = Buffer.alloc(0)
  while (true) {
    const end = seen.indexOf('\r\n\r\n')
    if (end !== -1) {
      const head = parseHead(seen.toString('latin1', 0, end), seen.subarray(end + 4))
      if (head.status >= 200 || head.status === 101) return head
      seen = Buffer.from(head.rest)
    } else {
      if (seen.length > longestHeadBytes)
        throw new EngineError('failed', 'the engine sent an answer without an end to its head')
      const { value, done } = await bytes.next()
      if (done === true)
        throw new EngineError('unreachable', 'the engine closed the connection without an answer')
      if (Buffer.isBuffer(value)) seen = seen.length === 0 ? value : Buffer.concat([seen, value])
    }
  }
}

function parseHead(text: string, rest: Uint8Array): Head {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]
  if (status === undefined) throw new EngineError('failed', 'the engine sent an answer that is not HTTP')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { status: Number(status), headers, rest }
}

async function* continued(
  rest: Uint8Array,
  bytes: AsyncIterator<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (rest.length > 0) yield rest
  while (true) {
    const { value, done } = await bytes.next()
    if (done === true) return
    if (Buffer.isBuffer(value)) yield value
  }
}

function framed(head: Head, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (head.status === 204 || head.status === 304) return nothing()
  if (head.headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return dechunk(bytes)
  const length = head.headers.get('content-length')
  return length === undefined ? bytes : exactly(Number(length), bytes)
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {
  // An answer without a body.
}

async function* exactly(
  length: number,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let missing = length
  if (missing === 0) return
  for await (const piece of bytes) {
    missing -= piece.length
    yield piece
    if (missing <= 0) return
  }
  throw new EngineError('unreachable', 'the engine closed the connection in the middle of an answer')
}

interface Ending {
  reject(error: unknown): unknown
  close(): void
}

async function* translated(
  bytes: AsyncIterable<Uint8Array>,
  ending: Ending,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes
  } catch (error) {
    throw ending.reject(error)
  } finally {
    ending.close()
  }
}

async function readError(body: AsyncIterable<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    pieces.push(piece)
    size += piece.length
    if (size > longestErrorBytes) break
  }
  const text = Buffer.concat(pieces).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
