import type { Duplex } from 'node:stream'
import type { ApiRequest, EngineApi } from './api.ts'

/** A connection that has become the standard streams of a process in a container. */
export interface HijackedStream {
  /** Writing is the process's input, and ending it closes that only: what the process says afterwards still arrives. */
  readonly socket: Duplex
}

/**
 * Starts an attach or exec whose connection carries the process's streams. The signal closes it. Rejects with `EngineError`.
 * An attach must have no body: engines hand what follows the head to the process.
 */
export async function hijack(
  api: EngineApi,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<HijackedStream> {
  const headers = { ...request.headers, Connection: 'Upgrade', Upgrade: 'tcp' }
  const answer = await api.stream({ ...request, headers }, signal)
  return { socket: await answer.detach() }
}
