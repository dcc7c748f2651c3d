import type { Outcome, RunEvent } from '../events/run-event.ts'
import { resourceName, wordAfter, wordDuring, wordUnchanged } from './wording.ts'

type RunStart = Extract<RunEvent, { readonly type: 'run.start' }>

/** One step of one resource, as the line-by-line renderers show it. */
export interface Step {
  readonly resource: string
  readonly status: 'working' | 'done' | 'warning' | 'error'
  readonly text: string
  readonly details: string
  /** A part of the resource: an image layer. */
  readonly part?: string
  readonly current?: number
  readonly total?: number
  /** Id of the action; absent for what needs none. */
  readonly action?: string
  /** At the end of an action. */
  readonly outcome?: Outcome
  readonly ms?: number
}

/** Follows a run and tells its steps in words. Repeats of the same text of the same part are left out. */
export class ProgressLog {
  readonly #actions = new Map<string, RunStart['actions'][number]>()
  readonly #lastTexts = new Map<string, string>()

  steps(event: RunEvent): readonly Step[] {
    switch (event.type) {
      case 'run.start':
        return this.#begin(event)
      case 'action.start':
        return this.#step(event.id, (action) => ({
          status: 'working',
          text: wordDuring(action),
          details: '',
        }))
      case 'action.progress':
        return this.#progress(event)
      case 'action.end':
        // What never started has nothing to tell: the cause was told where it happened.
        if (event.outcome === 'cancelled') return []
        return this.#step(event.id, (action) => ({
          status: statusOf(event),
          text: wordAfter(action, event),
          details: event.outcome === 'failed' ? (event.problem?.message ?? '') : '',
          outcome: event.outcome,
          ms: event.ms,
        }))
      default:
        return []
    }
  }

  #begin(event: RunStart): readonly Step[] {
    for (const action of event.actions) this.#actions.set(action.id, action)
    return event.unchanged.flatMap((target): Step[] => {
      const text = wordUnchanged(target)
      return text === undefined ? [] : [{ resource: resourceName(target), status: 'done', text, details: '' }]
    })
  }

  #step(
    id: string,
    tell: (action: RunStart['actions'][number]) => Omit<Step, 'resource' | 'action'>,
  ): readonly Step[] {
    const action = this.#actions.get(id)
    return action === undefined
      ? []
      : [{ resource: resourceName(action.target), action: id, ...tell(action) }]
  }

  #progress(event: Extract<RunEvent, { readonly type: 'action.progress' }>): readonly Step[] {
    const key = `${event.id}\u0000${event.part ?? ''}`
    const text = event.text ?? ''
    if (text === '' || this.#lastTexts.get(key) === text) return []
    this.#lastTexts.set(key, text)
    return this.#step(event.id, () => ({
      status: 'working',
      text,
      details: '',
      ...(event.part === undefined ? {} : { part: event.part }),
      current: event.done,
      ...(event.total === undefined ? {} : { total: event.total }),
    }))
  }
}

function statusOf(event: Extract<RunEvent, { readonly type: 'action.end' }>): Step['status'] {
  if (event.outcome === 'failed') return 'error'
  return event.problem === undefined ? 'done' : 'warning'
}
