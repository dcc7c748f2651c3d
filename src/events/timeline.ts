import type { ActionId } from '../planner/plan.ts'
import type { ResourceRef } from '../planner/reason.ts'
import { criticalSteps } from './critical-path.ts'
import { phaseOf, type Phase } from './phase.ts'
import type { Outcome, RunAction, RunEvent } from './run-event.ts'

/** An event, and when it was told; milliseconds of any clock that only goes up. */
export interface TimedEvent {
  readonly atMs: number
  readonly event: RunEvent
}

/** Something inside of an action that takes time of its own: a layer of an image, a step of a build. */
export interface TimelinePart {
  readonly kind: 'layer' | 'step'
  readonly name: string
  readonly startMs: number
  readonly endMs: number
}

/** One action from its beginning to its end; milliseconds since the timeline begins. */
export interface TimelineSpan {
  readonly id: ActionId
  /** The verb: `container.create`. */
  readonly do: string
  readonly phase: Phase
  readonly target: ResourceRef
  /** Absent for what belongs to the project as a whole, such as a network. */
  readonly service?: string
  readonly startMs: number
  readonly endMs: number
  readonly outcome: Outcome
  /** What it waited for; only what took time is among it. */
  readonly after: readonly ActionId[]
  /** Had it been faster, the whole would have been done earlier. */
  readonly isCritical: boolean
  readonly parts: readonly TimelinePart[]
}

export interface Timeline {
  /** From the beginning to the end of the last run. */
  readonly totalMs: number
  /** Before the first run: reading files, looking at the engine, planning. */
  readonly leadMs: number
  /** In the order of their beginnings. Actions that were never begun are not there. */
  readonly spans: readonly TimelineSpan[]
}

/** Where the time of runs went. `startMs`: when the command began, by the same clock as the events. */
export function timelineOf(events: readonly TimedEvent[], startMs: number): Timeline {
  const reading = new Reading(startMs)
  for (const timed of events) reading.hear(timed)
  const spans = reading.spans.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
  const critical = criticalSteps(spans)
  return {
    totalMs: reading.endMs,
    leadMs: reading.leadMs,
    spans: spans.map((step) => {
      const { run: _run, ...span } = step
      return { ...span, isCritical: critical.has(step) }
    }),
  }
}

/** `run` counts the runs: ids are unique within one. */
type OpenSpan = Omit<TimelineSpan, 'isCritical'> & { readonly run: number }

class Reading {
  readonly spans: OpenSpan[] = []
  leadMs = 0
  endMs = 0
  readonly #startMs: number
  #run = 0
  #actions: ReadonlyMap<ActionId, RunAction> = new Map()
  readonly #begun = new Map<ActionId, number>()
  readonly #parts = new Map<ActionId, Map<string, TimelinePart>>()

  constructor(startMs: number) {
    this.#startMs = startMs
  }

  hear({ atMs, event }: TimedEvent): void {
    const sinceMs = atMs - this.#startMs
    switch (event.type) {
      case 'run.start':
        if (this.#run === 0) this.leadMs = sinceMs
        this.#run += 1
        this.#actions = new Map(event.actions.map((action) => [action.id, action]))
        break
      case 'action.start':
        this.#begun.set(event.id, sinceMs)
        break
      case 'action.progress':
        if (event.part !== undefined)
          this.#part(event.id, event.part, { kind: 'layer', name: event.part, sinceMs })
        break
      case 'action.build':
        if (event.news === 'step')
          this.#part(event.id, event.step, { kind: 'step', name: event.name, sinceMs })
        break
      case 'action.end':
        this.#end(event.id, event.outcome, sinceMs)
        break
      case 'run.end':
        this.endMs = sinceMs
        break
      default:
      // The rest takes no time.
    }
  }

  /** From the first word about it to the last. */
  #part(
    id: ActionId,
    key: string,
    { sinceMs, ...about }: Pick<TimelinePart, 'kind' | 'name'> & { readonly sinceMs: number },
  ): void {
    const parts = this.#parts.get(id) ?? new Map<string, TimelinePart>()
    this.#parts.set(id, parts)
    parts.set(key, { ...about, startMs: parts.get(key)?.startMs ?? sinceMs, endMs: sinceMs })
  }

  /** One that was cancelled before it began has no time to show. */
  #end(id: ActionId, outcome: Outcome, endMs: number): void {
    const action = this.#actions.get(id)
    const startMs = this.#begun.get(id)
    const parts = [...(this.#parts.get(id)?.values() ?? [])]
    this.#begun.delete(id)
    this.#parts.delete(id)
    if (action === undefined || startMs === undefined) return
    const { target, after, afterSettled = [] } = action
    const service = target.kind === 'container' ? target.service : (action.service ?? serviceOf(target))
    this.spans.push({
      run: this.#run,
      id,
      do: action.do,
      phase: phaseOf(action.do),
      target,
      ...(service === undefined ? {} : { service }),
      startMs,
      endMs,
      outcome,
      after: [...after, ...afterSettled],
      parts,
    })
  }
}

/** What a provider makes is a service. */
function serviceOf(target: ResourceRef): string | undefined {
  return target.kind === 'provider' ? target.key : undefined
}
