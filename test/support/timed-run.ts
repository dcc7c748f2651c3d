import { FakeClock } from '../../src/engine/fake/fake-clock.ts'
import type { TimedEvent } from '../../src/events/timeline.ts'
import { execute } from '../../src/execute/execute.ts'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'

/** An action of a made-up plan; the number is how long it takes, in milliseconds. */
export interface TimedAction extends ActionBase {
  readonly takesMs: number
}

/** An action on the container of a service. */
export function onContainer(
  verb: string,
  service: string,
  facts: Partial<TimedAction> & { readonly takesMs: number },
): TimedAction {
  return {
    id: `${verb} ${service}/1`,
    do: verb,
    target: { kind: 'container', service, number: 1, name: `shop-${service}-1` },
    reason: { because: 'missing' },
    after: [],
    ...facts,
  }
}

/** Carries plans out one after the other on a clock that goes only while actions take time; the first begins after `leadMs`. */
export async function timedRuns(
  plans: readonly (readonly TimedAction[])[],
  { leadMs = 0, concurrency = 16 } = {},
): Promise<{ readonly events: readonly TimedEvent[]; readonly startMs: number }> {
  const clock = new FakeClock()
  const startMs = clock.now()
  const events: TimedEvent[] = []
  await clock.advance(leadMs)
  for (const actions of plans) {
    const run = execute<TimedAction>(planOf(actions), {
      perform: async ({ takesMs }) => {
        if (takesMs > 0) await clock.sleep(takesMs)
        return {}
      },
      emit: (event) => events.push({ atMs: clock.now(), event }),
      signal: new AbortController().signal,
      concurrency,
      now: clock.now,
      explain: () => ({ code: 'CMP402', severity: 'error', message: 'refused' }),
    })
    await advancedUntil(run, clock)
  }
  return { events, startMs }
}

/** A millisecond at a time, so that nothing that follows an action begins later than it could. */
async function advancedUntil(work: Promise<unknown>, clock: FakeClock): Promise<void> {
  const state = { isOver: false }
  const ending = work.finally(() => {
    state.isOver = true
  })
  while (!state.isOver) {
    await new Promise((resolve) => setImmediate(resolve))
    // The last thing to end lets no more time pass.
    if (!state.isOver) await clock.advance(1)
  }
  await ending
}

function planOf(actions: readonly TimedAction[]): Plan<TimedAction> {
  return {
    format: 1,
    project: 'shop',
    basis: '',
    actions,
    unchanged: [],
    losses: [],
    kept: [],
    undecided: [],
    warnings: [],
  }
}
