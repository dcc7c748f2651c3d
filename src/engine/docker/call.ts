import { request as httpRequest } from 'node:http'
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Json } from '../../units/json.ts'

/** A short request whose answer is read as a whole. `path` is complete: version, encoded segments, query. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
  /** Instead of `body`: bytes that are sent as they come. */
  readonly upload?: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal | undefined
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; text where it is none; undefined where it is empty. */
  readonly body: unknown
}

/** Rejects with the error of the connection, as Node gives it, or the signal's reason. */
export async function callEngine(agent: Agent, call: Call): Promise<Answer> {
  try {
    return await attempt(agent, call)
  } catch (error) {
    if (!(error instanceof StaleConnectionError) || call.signal?.aborted === true) throw error
    return attempt(agent, call)
  }
}

/** A kept connection the engine had closed just before: nothing was answered, so a question may be asked again. */
class StaleConnectionError extends Error {}

async function attempt(agent: Agent, call: Call): Promise<Answer> {
  const text = call.body === undefined ? undefined : JSON.stringify(call.body)
  const options = {
    agent,
    // Known, so that Node does not work it out from the host at each request: our connections decide for themselves.
    servername: '',
    method: call.method,
    path: call.path,
    headers: {
      ...call.headers,
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(call.method === 'GET' || call.method === 'HEAD' || call.upload !== undefined
        ? {}
        : { 'Content-Length': Buffer.byteLength(text ?? '') }),
    },
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  }
  const request = httpRequest(options)
  try {
    const response = await responseTo(request, call.upload ?? text)
    const bytes = await readAll(response)
    return { status: response.statusCode ?? 0, headers: response.headers, body: parseBody(bytes) }
  } catch (error) {
    if (call.signal?.aborted === true) throw call.signal.reason
    if (request.reusedSocket && call.method === 'GET' && isReset(error))
      throw new StaleConnectionError('reset', { cause: error })
    throw error
  }
}

function responseTo(
  request: ClientRequest,
  body: string | AsyncIterable<Uint8Array> | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    if (body === undefined || typeof body === 'string') {
      request.on('response', resolve)
      request.end(body)
      return
    }
    const source = Readable.from(body, { objectMode: false })
    request.on('response', (response) => {
      resolve(response)
      // An engine that refuses does not take the rest.
      response.once('end', () => source.destroy())
    })
    // What is wrong with the source counts; that the engine stopped taking is told by its answer, or by the request.
    pipeline(source, request).catch((error: unknown) => reject(source.errored ?? error))
  })
}

/** Rejects when the connection ends before the body does. */
async function readAll(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parseBody(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}
