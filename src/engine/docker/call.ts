import { request as httpRequest } from 'node:http'
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Json } from '../../units/json.ts'

/** A short request whose answer is read as a whole. `path` is complete: version, encoded segments, query. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
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
      ...(call.method === 'GET' || call.method === 'HEAD'
        ? {}
        : { 'Content-Length': Buffer.byteLength(text ?? '') }),
    },
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  }
  const request = httpRequest(options)
  try {
    const response = await responseTo(request, text)
    const bytes = await readAll(response)
    return { status: response.statusCode ?? 0, headers: response.headers, body: parseBody(bytes) }
  } catch (error) {
    if (call.signal?.aborted === true) throw call.signal.reason
    if (request.reusedSocket && call.method === 'GET' && isReset(error))
      throw new StaleConnectionError('reset', { cause: error })
    throw error
  }
}

function responseTo(request: ClientRequest, text: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
    request.end(text)
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
