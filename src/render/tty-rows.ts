import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { RunEvent } from '../events/run-event.ts'
import type { ResourceRef } from '../planner/reason.ts'
import { BuildSteps } from './build-steps.ts'
import { resourceName, wordAfter, wordDuring, wordUnchanged } from './wording.ts'

type RunStart = Extract<RunEvent, { readonly type: 'run.start' }>
type RunAction = RunStart['actions'][number]
type ActionEnd = Extract<RunEvent, { readonly type: 'action.end' }>

interface Part {
  readonly done: number
  readonly total: number | undefined
}

export type RowEnding = 'done' | 'skipped' | 'failed'

/** One resource of a run: all actions on it share a line. */
export interface Row {
  readonly name: string
  text: string
  details: string
  startedAtMs: number | undefined
  /** Actions that run right now: between two of them the resource waits for others. */
  running: number
  endedAtMs: number | undefined
  /** Something went otherwise than wished, but not wrong. */
  warned: boolean
  ending: RowEnding | undefined
  readonly parts: Map<string, Part>
  /** Of a build. */
  steps: BuildSteps | undefined
  /** Called once, when the last action on the resource has ended. */
  onEnd: (ending: RowEnding) => void
}

interface Tracked {
  readonly row: Row
  readonly action: RunAction
}

/** The lines of one run: made from its start, kept up to date by its events. */
export class Rows {
  readonly all: readonly Row[]
  readonly #tracked = new Map<string, Tracked>()
  readonly #open = new Map<Row, number>()
  readonly #cancelled = new Set<Row>()
  readonly #now: () => number

  constructor(start: RunStart, now: () => number) {
    this.#now = now
    const rows = new Map<string, Row>()
    for (const target of start.unchanged) {
      const text = wordUnchanged(target)
      if (text !== undefined) rows.set(keyOf(target), { ...emptyRow(target), text, ending: 'done' })
    }
    for (const action of start.actions) {
      const row = openRow(rows, action.target)
      this.#tracked.set(action.id, { row, action })
      this.#open.set(row, (this.#open.get(row) ?? 0) + 1)
    }
    this.all = [...rows.values()]
  }

  on(event: RunEvent): void {
    if (event.type === 'action.start') this.#start(event.id)
    else if (event.type === 'action.progress') this.#progress(event)
    else if (event.type === 'action.build') this.#build(event)
    else if (event.type === 'action.end') this.#end(event)
  }

  #start(id: string): void {
    const tracked = this.#tracked.get(id)
    if (tracked === undefined) return
    tracked.row.startedAtMs ??= this.#now()
    tracked.row.running += 1
    tracked.row.text = wordDuring(tracked.action)
    tracked.row.parts.clear()
  }

  #progress(event: Extract<RunEvent, { readonly type: 'action.progress' }>): void {
    const row = this.#tracked.get(event.id)?.row
    if (row === undefined) return
    row.parts.set(event.part ?? '', { done: event.done, total: event.total })
    if (event.part === undefined && event.text !== undefined) row.text = event.text
  }

  #build({ id, ...news }: Extract<RunEvent, { readonly type: 'action.build' }>): void {
    const row = this.#tracked.get(id)?.row
    if (row === undefined) return
    row.steps ??= new BuildSteps(this.#now)
    row.steps.on(news)
  }

  #end(event: ActionEnd): void {
    const tracked = this.#tracked.get(event.id)
    if (tracked === undefined) return
    const { row, action } = tracked
    row.running = Math.max(0, row.running - 1)
    this.#tell(row, action, event)
    const open = (this.#open.get(row) ?? 1) - 1
    this.#open.set(row, open)
    if (open > 0) return
    row.endedAtMs = this.#now()
    row.ending ??= this.#cancelled.has(row) ? 'skipped' : 'done'
    row.onEnd(row.ending)
  }

  #tell(row: Row, action: RunAction, event: ActionEnd): void {
    if (event.outcome === 'cancelled') {
      this.#cancelled.add(row)
      // What was done before stays true: a container that was created and not started is "Created".
      if (row.startedAtMs === undefined || row.text === wordDuring(action))
        row.text = wordAfter(action, event)
      return
    }
    row.text = wordAfter(action, event)
    row.details = row.steps?.summary ?? ''
    if (event.problem?.severity === 'warning') row.warned = true
    if (event.outcome === 'failed') {
      row.ending = 'failed'
      row.details = firstLine(event.problem)
    }
  }
}

function firstLine(problem: Diagnostic | undefined): string {
  return problem?.message.split('\n', 1)[0] ?? ''
}

function openRow(rows: Map<string, Row>, target: ResourceRef): Row {
  const known = rows.get(keyOf(target))
  if (known !== undefined) {
    known.ending = undefined
    return known
  }
  const row = emptyRow(target)
  rows.set(keyOf(target), row)
  return row
}

function keyOf(target: ResourceRef): string {
  return `${target.kind} ${target.name}`
}

function emptyRow(target: ResourceRef): Row {
  return {
    name: resourceName(target),
    text: '',
    details: '',
    startedAtMs: undefined,
    running: 0,
    endedAtMs: undefined,
    warned: false,
    ending: undefined,
    parts: new Map(),
    steps: undefined,
    onEnd: () => undefined,
  }
}
