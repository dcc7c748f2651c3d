import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Connection } from '../../../src/engine/docker/connection.ts'
import { SetUpError } from '../print.ts'

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: Readable
  /** Of the body; a tar archive unless it says otherwise. */
  readonly contentType?: string
  /** How long the engine may be silent. */
  readonly silenceMs: number
}

export interface EngineAnswer {
  readonly status: number
  readonly text: string
}

/** One request to the engine's HTTP API. Rejects when the engine cannot be reached or is silent for too long. */
export async function callEngine(engine: Connection, call: EngineRequest): Promise<EngineAnswer> {
  const answer = await send(engine, call)
  return { status: answer.statusCode ?? 0, text: await readText(answer) }
}

/** Whether an engine answers there. */
export async function answers(engine: Connection, silenceMs = 2000): Promise<boolean> {
  const answer = await callEngine(engine, { method: 'GET', path: '/_ping', silenceMs }).catch(() => undefined)
  return answer?.status === 200
}

/** For people: "Docker Engine 28.5.2, API 1.51" or "Podman Engine 5.8.6, API 1.44". */
export async function describeEngine(engine: Connection): Promise<string> {
  const { text } = await callEngine(engine, { method: 'GET', path: '/version', silenceMs: 10_000 })
  const version: unknown = JSON.parse(text)
  const isPodman = text.includes('Podman Engine')
  return `${isPodman ? 'Podman' : 'Docker'} ${field(version, 'Version')}, API ${field(version, 'ApiVersion')}`
}

function field(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || !(name in value)) return 'unknown'
  return String(Object.entries(value).find(([key]) => key === name)?.[1])
}

function send(engine: Connection, call: EngineRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({
      createConnection: () => engine.open(),
      method: call.method,
      path: call.path,
      headers: {
        host: 'engine',
        ...(call.body && { 'content-type': call.contentType ?? 'application/x-tar' }),
      },
    })
    sent.setTimeout(call.silenceMs, () =>
      sent.destroy(new Error(`no answer within ${call.silenceMs / 1000} seconds`)),
    )
    sent.on('error', reject)
    sent.on('response', resolve)
    if (call.body) call.body.on('error', reject).pipe(sent)
    else sent.end()
  })
}

async function readText(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

export async function hasImage(engine: Connection, tag: string): Promise<boolean> {
  const path = `/images/${encodeURIComponent(tag)}/json`
  return (await callEngine(engine, { method: 'GET', path, silenceMs: 30_000 })).status === 200
}

/** Loads images from a tar archive as "docker save" writes it. */
export async function loadImage(engine: Connection, body: Readable): Promise<void> {
  const { status, text } = await callEngine(engine, {
    method: 'POST',
    path: '/images/load',
    body,
    silenceMs: 300_000,
  })
  if (status !== 200 || /"(error|cause)"/.test(text))
    throw new SetUpError(`The engine did not take an image: ${text.trim()}`)
}

export type PullResult = { readonly ok: true } | { readonly ok: false; readonly because: string }

/** Pulls an image; gives up when the registry has said nothing for ten seconds, or nothing new for a minute. */
export async function pullImage(engine: Connection, tag: string): Promise<PullResult> {
  const [name = tag, version = 'latest'] = tag.split(':')
  const path = `/images/create?${new URLSearchParams({ fromImage: name, tag: version }).toString()}`
  try {
    const answer = await send(engine, { method: 'POST', path, silenceMs: 10_000 })
    answer.once('data', () => answer.socket.setTimeout(60_000))
    const text = await readText(answer)
    const error = /"(?:error|message)":\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1]
    if (answer.statusCode === 200 && error === undefined) return { ok: true }
    return {
      ok: false,
      because: error === undefined ? `status ${answer.statusCode}` : String(JSON.parse(error)),
    }
  } catch (error) {
    return { ok: false, because: error instanceof Error ? error.message : String(error) }
  }
}
