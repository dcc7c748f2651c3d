import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Engine } from '../../engine/engine.ts'
import { findContainer } from './find-container.ts'

interface Stopping {
  readonly container: string
  /** Undefined: the container's own. */
  readonly graceSeconds: number | undefined
  /** Milliseconds that only go up. */
  readonly now: () => number
}

/** What the engine waits for where neither the container nor the request says. */
const usualGraceSeconds = 10
/** A stop that is faster was no wait for the whole grace, so the engine is not asked how it went. */
const longMs = 900
const killed = 137

/**
 * Stops a container, and says so when it did not react to its stop signal and had to be killed: that costs the whole grace each time,
 * and its program has no chance to put its things in order.
 */
export async function stopOrBlame(
  engine: Engine,
  { container, graceSeconds, now }: Stopping,
  force: AbortSignal,
): Promise<Diagnostic | undefined> {
  const begunMs = now()
  await engine.containers.stop(container, graceSeconds, force)
  const tookMs = now() - begunMs
  if (tookMs < longMs) return undefined
  const details = await findContainer(engine, container, force)
  if (details === undefined || details.exitCode !== killed || details.oomKilled) return undefined
  const grace = graceSeconds ?? details.stopTimeoutSeconds ?? usualGraceSeconds
  if (grace <= 0 || tookMs < grace * 1000) return undefined
  return {
    code: 'CMP426',
    severity: 'warning',
    message: `container ${details.name} ignored its stop signal for ${grace} s and was killed`,
    hint: 'set "init: true" or write the command in exec form (["program", "argument"]), so that the signal reaches the program; or name a signal that ends it with stop_signal',
  }
}
