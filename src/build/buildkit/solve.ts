import type { BuildGateway } from '../../engine/builder.ts'
import { GrpcClient } from '../grpc/client.ts'
import { GrpcServer } from '../grpc/server.ts'
import { GrpcError, statusCodes } from '../grpc/status.ts'
import { MessageWriter } from '../grpc/wire.ts'
import { sessionMethods } from '../session/session.ts'
import type { SessionOffer } from '../session/session.ts'
import { decodeSolved, encodeSolve } from './solve-request.ts'
import type { SolveRequest } from './solve-request.ts'
import { decodeStatus } from './status-message.ts'
import type { StatusMessage } from './status-message.ts'

export interface Solving {
  readonly request: SolveRequest
  readonly offer: SessionOffer
  /** Names the machine and directory the files come from. */
  readonly sharedKey: string
  readonly onStatus: (status: StatusMessage) => void
}

/**
 * Has BuildKit build something: a session for what it asks of us, one call for the result, one for what happens meanwhile. Resolves to
 * what the exporter tells. Rejects with `GrpcError`; when aborted, the build ends in the engine too.
 */
export async function solve(
  gateway: BuildGateway,
  { request, offer, sharedKey, onStatus }: Solving,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const methods = sessionMethods(offer)
  const greeting = { id: request.session, sharedKey, methods: [...methods.keys()] }
  using _session = new GrpcServer(await gateway.openSession(greeting, signal), methods)
  using client = new GrpcClient(await gateway.openControl(signal))
  const ended = new AbortController()
  const whileSolving = AbortSignal.any([signal, ended.signal])
  let isSeen = false
  const onSeen = (status: StatusMessage): void => {
    isSeen = true
    onStatus(status)
  }
  const watching = watch(client, { ref: request.ref, onStatus: onSeen, signal: whileSolving })
  try {
    const solved = await client.call('/moby.buildkit.v1.Control/Solve', encodeSolve(request), { signal })
    await watching
    return decodeSolved(solved)
  } catch (error) {
    // The last words of a build that did not succeed come before its end. One that was refused is never seen.
    if (!signal.aborted && isSeen) await withinPatience(watching)
    throw error
  } finally {
    ended.abort()
    await watching.catch(() => undefined)
  }
}

/** What happens in a build is told at the latest so long after its end. */
const patienceMs = 3000

async function withinPatience(watching: Promise<void>): Promise<void> {
  const enough = AbortSignal.timeout(patienceMs)
  await Promise.race([watching, new Promise((resolve) => enough.addEventListener('abort', resolve))])
}

interface Watching {
  readonly ref: string
  readonly onStatus: (status: StatusMessage) => void
  readonly signal: AbortSignal
}

/** Ends when the build does. That there is nothing to be seen is no failure: the result tells. */
async function watch(client: GrpcClient, { ref, onStatus, signal }: Watching): Promise<void> {
  try {
    const request = new MessageWriter().text(1, ref).finish()
    for await (const message of client.stream('/moby.buildkit.v1.Control/Status', request, { signal }))
      onStatus(decodeStatus(message))
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof GrpcError) || error.code === statusCodes.internal) throw error
  }
}
