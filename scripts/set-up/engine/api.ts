import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { SetUpError } from '../print.ts'

/** Where an engine listens: `unix:///path` or `tcp://host:port`. */
export type EngineAddress = string

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: Readable
  /** How long the engine may be silent. */
  readonly silenceMs: number
}

export interface EngineAnswer {
  readonly status: number
  readonly text: string
}

/** One request to the engine's HTTP API. Rejects when the engine cannot be reached or is silent for too long. */
export async function callEngine(address: EngineAddress, call: EngineRequest): Promise<EngineAnswer> {
  const answer = await send(address, call)
  return { status: answer.statusCode ?? 0, text: await readText(answer) }
}

/** Whether an engine answers there within two seconds. */
export async function answers(address: EngineAddress): Promise<boolean> {
  const answer = await callEngine(address, { method: 'GET', path: '/_ping', silenceMs: 2000 }).catch(
    () => undefined,
  )
  return answer?.status === 200
}

/** For people: "Docker Engine 28.5.2, API 1.51" or "Podman Engine 5.8.6, API 1.44". */
export async function describeEngine(address: EngineAddress): Promise<string> {
  const { text } = await callEngine(address, { method: 'GET', path: '/version', silenceMs: 10_000 })
  const version: unknown = JSON.parse(text)
  const isPodman = text.includes('Podman Engine')
  return `${isPodman ? 'Podman' : 'Docker'} ${field(version, 'Version')}, API ${field(version, 'ApiVersion')}`
}

function field(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || !(name in value)) return 'unknown'
  return String(Object.entries(value).find(([key]) => key === name)?.[1])
}

function send(address: EngineAddress, call: EngineRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({
      ...connection(address),
      method: call.method,
      path: call.path,
      headers: { host: 'engine', ...(call.body && { 'content-type': 'application/x-tar' }) },
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

function connection(address: EngineAddress): { socketPath: string } | { host: string; port: number } {
  if (address.startsWith('unix://')) return { socketPath: address.slice('unix://'.length) }
  if (!/^(tcp|http):[/][/]/.test(address) || !URL.canParse(address)) {
    throw new SetUpError(`The scripts speak to engines by unix:// and tcp:// only, not "${address}"`)
  }
  const url = new URL(address.replace(/^tcp:/, 'http:'))
  return { host: url.hostname, port: Number(url.port || 2375) }
}

async function readText(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

export async function hasImage(address: EngineAddress, tag: string): Promise<boolean> {
  const path = `/images/${encodeURIComponent(tag)}/json`
  return (await callEngine(address, { method: 'GET', path, silenceMs: 30_000 })).status === 200
}

/** Loads images from a tar archive as "docker save" writes it. */
export async function loadImage(address: EngineAddress, body: Readable): Promise<void> {
  const { status, text } = await callEngine(address, {
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
export async function pullImage(address: EngineAddress, tag: string): Promise<PullResult> {
  const [name = tag, version = 'latest'] = tag.split(':')
  const path = `/images/create?${new URLSearchParams({ fromImage: name, tag: version }).toString()}`
  try {
    const answer = await send(address, { method: 'POST', path, silenceMs: 10_000 })
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
