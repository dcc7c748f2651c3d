import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

interface Limit {
  /** Absent or 0: as long as it takes. */
  readonly seconds: number | undefined
  /** What is to be said of what was not reached. */
  readonly evidence: () => Promise<Pick<Diagnostic, 'details' | 'facts'>>
}

/** Runs work that is given up when it takes longer; what had been reached by then stays. */
export async function withinTime(
  surroundings: Surroundings,
  { seconds, evidence }: Limit,
  work: (signal: AbortSignal) => Promise<Ending>,
): Promise<Ending> {
  if (seconds === undefined || seconds === 0) return work(surroundings.signal)
  const finished = new AbortController()
  const timer = new AbortController()
  void abortLater(timer, () => surroundings.delay(seconds * 1000, finished.signal))
  try {
    const ending = await work(AbortSignal.any([surroundings.signal, timer.signal]))
    if (!timer.signal.aborted || surroundings.signal.aborted) return ending
    const { details, facts } = await evidence()
    report(surroundings, [
      {
        ...(details === undefined ? {} : { details }),
        facts: { ...facts, elapsedMs: seconds * 1000 },
        code: 'CMP410',
        severity: 'error',
        message: `application not healthy after ${seconds}s`,
        hint: '"compose ps" shows which services are not, "compose logs" why; --wait-timeout gives more time',
      },
    ])
    return { kind: 'failed' }
  } finally {
    finished.abort()
  }
}

async function abortLater(timer: AbortController, wait: () => Promise<void>): Promise<void> {
  try {
    await wait()
  } catch {
    return
  }
  timer.abort(new Error('timeout'))
}
