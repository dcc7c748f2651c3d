import type { RunEvent } from '../../src/events/run-event.ts'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'

/** A plan of named steps: `{ b: ['a'] }` says that b comes after a. */
export function planOf(
  steps: Readonly<Record<string, readonly string[]>>,
  settled: Readonly<Record<string, readonly string[]>> = {},
): Plan {
  const actions = Object.entries(steps).map(([id, after]): ActionBase => ({
    id,
    do: 'step',
    target: { kind: 'volume', key: id, name: id },
    reason: { because: 'missing' },
    after,
    ...(settled[id] === undefined ? {} : { afterSettled: settled[id] }),
  }))
  return {
    format: 1,
    project: 'p',
    basis: '',
    actions,
    unchanged: [],
    losses: [],
    kept: [],
    undecided: [],
    warnings: [],
  }
}

/** Events in short: `start a`, `done a`, `run done`. */
export function shortEvents(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'action.start':
        return [`start ${event.id}`]
      case 'action.progress':
        return [`progress ${event.id}`]
      case 'action.end':
        return [`${event.outcome} ${event.id}`]
      case 'run.end':
        return [`run ${event.outcome}`]
      default:
        return []
    }
  })
}
