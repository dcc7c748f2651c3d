import { OperationError } from '../../diagnostics/errors.ts'
import type { ContainerDetails, Engine } from '../../engine/engine.ts'
import type { WaitCondition } from './actions.ts'
import type { ContainerWatch } from './container-watch.ts'
import { containerEvidence } from './evidence.ts'

export interface AwaitRequest {
  /** Name or id. */
  readonly container: string
  readonly condition: WaitCondition
}

/** The words Compose uses for a met condition. */
export type MetText = 'Healthy' | 'Exited' | 'Started'

/**
 * Waits until the container meets the condition, woken by the engine's events: the state is read once at the start and
 * after each event that can decide it, never at intervals. Rejects with `OperationError` (CMP407 it exited, CMP408 it is unhealthy,
 * CMP409 it has no health check) or with the abort reason. Section 4.5.
 */
export async function awaitCondition(
  engine: Engine,
  watch: ContainerWatch,
  request: AwaitRequest,
  signal: AbortSignal,
): Promise<MetText> {
  using events = await watch.follow(request.container, signal)
  for (;;) {
    const details = await engine.containers.inspect(request.container, signal)
    const verdict = judgeCondition(details, request.condition)
    if (verdict.is === 'met') return verdict.text
    if (verdict.is === 'missed') throw await unmet(engine, details, verdict, signal)
    let event = await events.next()
    while (!decides.has(event.action)) event = await events.next()
  }
}

const decides: ReadonlySet<string> = new Set([
  'health_status',
  'start',
  'die',
  'stop',
  'kill',
  'oom',
  'destroy',
  'remove',
  'restart',
  'pause',
  'unpause',
  'died',
])

export type Verdict =
  | { readonly is: 'met'; readonly text: MetText }
  | { readonly is: 'pending' }
  | { readonly is: 'missed'; readonly code: 'CMP407' | 'CMP408' | 'CMP409'; readonly because: string }

/** Reads a condition off one state of the container. Pure. */
export function judgeCondition(details: ContainerDetails, condition: WaitCondition): Verdict {
  const hasEnded = details.state === 'exited' || details.state === 'dead'
  switch (condition) {
    case 'completed':
      if (!hasEnded) return { is: 'pending' }
      return details.exitCode === 0 ? { is: 'met', text: 'Exited' } : exited(details)
    case 'running':
      if (hasEnded) return exited(details)
      return details.state === 'running' ? { is: 'met', text: 'Started' } : { is: 'pending' }
    case 'healthy':
      if (!details.hasHealthcheck) {
        return { is: 'missed', code: 'CMP409', because: 'has no healthcheck configured' }
      }
      return judgeHealth(details, hasEnded)
    case 'running-or-healthy':
      if (hasEnded) return exited(details)
      if (!details.hasHealthcheck) {
        return details.state === 'running' ? { is: 'met', text: 'Healthy' } : { is: 'pending' }
      }
      return judgeHealth(details, hasEnded)
  }
}

function judgeHealth(details: ContainerDetails, hasEnded: boolean): Verdict {
  if (hasEnded) return exited(details)
  // While it restarts, the health shown is that of the run before.
  if (details.state !== 'running') return { is: 'pending' }
  if (details.health === 'healthy') return { is: 'met', text: 'Healthy' }
  if (details.health === 'unhealthy') return { is: 'missed', code: 'CMP408', because: 'is unhealthy' }
  return { is: 'pending' }
}

function exited(details: ContainerDetails): Verdict {
  return { is: 'missed', code: 'CMP407', because: `exited (${details.exitCode})` }
}

async function unmet(
  engine: Engine,
  details: ContainerDetails,
  verdict: Extract<Verdict, { readonly is: 'missed' }>,
  signal: AbortSignal,
): Promise<OperationError> {
  return new OperationError(verdict.code, `container ${details.name} ${verdict.because}`, {
    details: await containerEvidence(engine, details, signal),
    hint: hints[verdict.code],
  })
}

const hints = {
  CMP407: 'its last output is above; "compose logs" shows all of it',
  CMP408: 'its last probe is above; mend the service, or the healthcheck in the Compose file',
  CMP409: 'add a healthcheck to the service, or depend on it with condition: service_started',
} as const
