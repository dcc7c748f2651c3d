import type { Json } from '../../units/json.ts'
import type { EngineApi, Query } from './api.ts'
import type { Dockerode, Options } from './dockerode.ts'

/** What the gateways of one engine share. */
export interface GatewayContext {
  readonly api: EngineApi
  /** Loaded at the first call. */
  readonly dockerode: () => Promise<Dockerode>
}

/** The options of one dockerode call, fresh each time. */
export function options(signal: AbortSignal, query: Query = {}, body?: Json): Options {
  return { _query: query, abortSignal: signal, ...(body === undefined ? {} : { _body: body }) }
}

/** What a snapshot needs is asked for past dockerode, so that a command that only looks does not load it. */
export function ask(
  { api }: GatewayContext,
  question: { readonly path: string; readonly query: Query },
  signal: AbortSignal,
): Promise<unknown> {
  return api.call({ method: 'GET', ...question }, signal)
}
