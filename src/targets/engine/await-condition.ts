import { OperationError } from '../../diagnostics/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ContainerDetails } from '../../engine/observed.ts'
import type { WaitCondition } from './actions.ts'
import type { ContainerEvents, ContainerWatch } from './container-watch.ts'
import { containerEvidence } from './evidence.ts'
import { failureFacts } from './failure-facts.ts'

export interface AwaitRequest {
  /** Name or id. */
  readonly container: string
  readonly condition: WaitCondition
}

/** The words Compose uses for a met condition. */
export type MetText = 'Healthy' | 'Exited' | 'Started'

export type Delay = (ms: number, signal: AbortSignal) => Promise<void>

interface AwaitParts {
  readonly engine: Engine
  readonly watch: ContainerWatch
  readonly delay: Delay
}

/**
 * A program that cannot run ends within this time of its start. Without a healthcheck there is nothing else that would tell
 * it from one that runs.
 */
const provingMs = 500

/**
 * Waits until the container meets the condition, woken by the engine's events: the state is read once at the start and
 * after each event that can decide it, never at intervals. Rejects with `OperationError` (CMP407 it exited, CMP408 it is unhealthy,
 * CMP409 it has no health check) or with the abort reason. Section 4.5.
 */
export async function awaitCondition(
  { engine, watch, delay }: AwaitParts,
  request: AwaitRequest,
  signal: AbortSignal,
): Promise<MetText> {
  using events = await watch.follow(request.container, signal)
  let isProven = false
  for (;;) {
    const details = await engine.containers.inspect(request.container, signal)
    const verdict = judgeCondition(details, request.condition)
    if (verdict.is === 'missed') throw await unmet(engine, details, verdict, signal)
    if (verdict.is === 'met' && (isProven || !verdict.needsProof)) return verdict.text
    if (verdict.is === 'met') isProven = await proves(events, delay, signal)
    else await decision(events)
  }
}

/** Whether nothing happens to the container for a while. */
async function proves(events: ContainerEvents, delay: Delay, signal: AbortSignal): Promise<boolean> {
  const proven = new AbortController()
  const quiet = delay(provingMs, AbortSignal.any([signal, proven.signal])).then(
    () => true,
    (error: unknown) => {
      if (proven.signal.aborted) return true
      throw error
    },
  )
  try {
    return await Promise.race([quiet, decision(events).then(() => false)])
  } finally {
    proven.abort()
  }
}

async function decision(events: ContainerEvents): Promise<void> {
  let event = await events.next()
  while (!decides.has(event.action)) event = await events.next()
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
  | {
      readonly is: 'met'
      readonly text: MetText
      /** Only time shows whether it lasts. */
      readonly needsProof?: true
    }
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
        return details.state === 'running'
          ? { is: 'met', text: 'Healthy', needsProof: true }
          : { is: 'pending' }
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
  const evidence = await containerEvidence(engine, details, signal)
  return new OperationError(verdict.code, `container ${details.name} ${verdict.because}`, {
    details: evidence.facts,
    hint: evidence.cause?.cure ?? hintFor(verdict.code, evidence.hasOutput),
    ...(evidence.cause === undefined ? {} : { fields: evidence.cause.fields }),
    facts: failureFacts(details, evidence),
  })
}

function hintFor(code: 'CMP407' | 'CMP408' | 'CMP409', hasOutput: boolean): string {
  if (code === 'CMP408') return 'mend the service, or the healthcheck in the Compose file'
  if (code === 'CMP409')
    return 'add a healthcheck to the service, or depend on it with condition: service_started'
  return hasOutput ? '"compose logs" shows all of its output' : 'it wrote nothing that would tell why'
}
