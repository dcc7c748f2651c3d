import type { RunEvent } from '../../src/events/run-event.ts'
import type { ResourceRef } from '../../src/planner/reason.ts'

type RunStart = Extract<RunEvent, { readonly type: 'run.start' }>

/** A container of project "shop". */
export function containerRef(service: string, number = 1): ResourceRef {
  return { kind: 'container', service, number, name: `shop-${service}-${number}` }
}

export function networkRef(key: string): ResourceRef {
  return { kind: 'network', key, name: `shop_${key}` }
}

/** The start of a run; an action's id is `VERB NAME`. */
export function runStart(
  actions: readonly (readonly [verb: string, target: ResourceRef])[],
  unchanged: readonly ResourceRef[] = [],
): RunStart {
  return {
    type: 'run.start',
    actions: actions.map(([verb, target]) => ({
      id: `${verb} ${target.name}`,
      do: verb,
      target,
      after: [],
      reason: { because: 'missing' },
    })),
    unchanged,
  }
}

type ActionEnd = Extract<RunEvent, { readonly type: 'action.end' }>

export function ended(id: string, more: Partial<ActionEnd> = {}): RunEvent {
  return { type: 'action.end', id, outcome: 'done', ms: 100, ...more }
}
