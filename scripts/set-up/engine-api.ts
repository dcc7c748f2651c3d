import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { SetUpError } from './print.ts'

/** Where an engine listens: `unix:///path` or `tcp://host:port`. */
export type EngineAddress = string

export interface EngineRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: Readable
  readonly timeoutMs: number
}

export interface EngineAnswer {
  readonly status: number
  readonly text: string
}

/** One request to the engine's HTTP API. Rejects when the engine cannot be reached or `timeoutMs` passes. */
export function callEngine(address: EngineAddress, call: EngineRequest): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      ...connection(address),
      method: call.method,
      path: call.path,
      headers: { host: 'engine', ...(call.body && { 'content-type': 'application/x-tar' }) },
      signal: AbortSignal.timeout(call.timeoutMs),
    })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      readText(answer).then((text) => resolve({ status: answer.statusCode ?? 0, text }), reject)
    })
    if (call.body) call.body.on('error', reject).pipe(sent)
    else sent.end()
  })
}

/** Whether an engine answers there within two seconds. */
export async function answers(address: EngineAddress): Promise<boolean> {
  const answer = await callEngine(address, { method: 'GET', path: '/_ping', timeoutMs: 2000 }).catch(
    () => undefined,
  )
  return answer?.status === 200
}

/** For people: "Docker Engine 28.5.2, API 1.51" or "Podman Engine 5.8.6, API 1.44". */
export async function describeEngine(address: EngineAddress): Promise<string> {
  const { text } = await callEngine(address, { method: 'GET', path: '/version', timeoutMs: 10_000 })
  const version: unknown = JSON.parse(text)
  const isPodman = text.includes('Podman Engine')
  return `${isPodman ? 'Podman' : 'Docker'} ${field(version, 'Version')}, API ${field(version, 'ApiVersion')}`
}

function field(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || !(name in value)) return 'unknown'
  return String(Object.entries(value).find(([key]) => key === name)?.[1])
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
