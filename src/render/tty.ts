import { Listr } from 'listr2'
import type { ListrTask } from 'listr2'
import type { RunEvent } from '../events/run-event.ts'
import type { WriteDiagnostic } from './problems.ts'
import { Problems } from './problems.ts'
import type { Renderer } from './renderer.ts'
import { Screen } from './screen.ts'
import type { Sink } from './sink.ts'
import { sizeOf } from './sink.ts'
import type { Style } from './style.ts'
import type { Line, LineState } from './tty-frame.ts'
import { frameLines } from './tty-frame.ts'
import type { Row, RowEnding } from './tty-rows.ts'
import { Rows } from './tty-rows.ts'

const frameMs = 85

export interface TtyOptions {
  readonly sink: Sink
  readonly writeDiagnostic: WriteDiagnostic
  readonly style: Style
  /** Of the command: "up", "down". */
  readonly title: string
  readonly now: () => number
}

/** What listr2 knows of a task, as far as it is painted. */
interface TaskView {
  isStarted(): boolean
  isCompleted(): boolean
  isSkipped(): boolean
  hasFailed(): boolean
}

interface PaintOptions {
  readonly rows: readonly Row[]
  readonly begin: (tasks: readonly TaskView[]) => void
  readonly end: () => void
}

/**
 * Our renderer for listr2's task tree. Its own renderers measure and wrap everything at every event, which holds up the
 * event loop for seconds with a hundred tasks; this one only says when painting begins and ends.
 */
class PaintedTasks {
  static readonly nonTTY = true
  static readonly rendererOptions: PaintOptions
  static readonly rendererTaskOptions: never
  readonly #tasks: readonly TaskView[]
  readonly #options: PaintOptions

  constructor(tasks: readonly TaskView[], options: PaintOptions) {
    this.#tasks = tasks
    this.#options = options
  }

  render(): void {
    this.#options.begin(this.#tasks)
  }

  end(): void {
    this.#options.end()
  }
}

/** A live tree of resources on a terminal: one line each, repainted at a steady rate, however fast events come. */
export class TtyRenderer implements Renderer {
  readonly #options: TtyOptions
  readonly #screen: Screen
  readonly #problems: Problems
  #rows: Rows | undefined
  #title: string
  #tasks: readonly TaskView[] = []
  #timer: NodeJS.Timeout | undefined
  #tick = 0
  #ending: Promise<void> | undefined
  /** The run is over, its last painting is not: what is said meanwhile waits, so that it stands below. */
  #isEnding = false
  readonly #waiting: string[] = []

  constructor(options: TtyOptions) {
    this.#options = options
    this.#title = options.title
    this.#screen = new Screen(options.sink)
    this.#problems = new Problems(options.writeDiagnostic)
  }

  on(event: RunEvent): void {
    if (event.type === 'run.start') this.#begin(event)
    this.#rows?.on(event)
    if (event.type === 'run.end') this.#isEnding = this.#rows !== undefined
    const text = event.type === 'notice' ? event.text : this.#problems.textOf(event)
    if (text !== undefined) this.#say(text)
  }

  clear(): void {
    this.#screen.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isEnding) await this.#ending
    this.#finish()
  }

  #begin(event: Extract<RunEvent, { readonly type: 'run.start' }>): void {
    this.#finish()
    const rows = new Rows(event, this.#options.now)
    if (rows.all.length === 0) return
    this.#rows = rows
    this.#title = titleOf(event, this.#options.title)
    const tree = new Listr(rows.all.map(taskOf), {
      concurrent: true,
      exitOnError: false,
      collectErrors: false,
      registerSignalListeners: false,
      renderer: PaintedTasks,
      rendererOptions: {
        rows: rows.all,
        begin: (tasks) => this.#startPainting(tasks),
        end: () => this.#finish(),
      },
    })
    this.#ending = tree.run().then(() => undefined)
  }

  #startPainting(tasks: readonly TaskView[]): void {
    this.#tasks = tasks
    this.#timer = setInterval(() => this.#paint(), frameMs)
    this.#timer.unref()
  }

  #paint(): void {
    this.#tick += 1
    this.#screen.paint(this.#frame(Math.max(sizeOf(this.#options.sink).rows - 2, 3)))
  }

  #frame(rows: number | undefined): readonly string[] {
    const { sink, style, now } = this.#options
    const { columns } = sizeOf(sink)
    const lines = (this.#rows?.all ?? []).map((row, index) => lineOf(row, this.#tasks[index], now()))
    return frameLines(lines, { title: this.#title, columns, rows, tick: this.#tick, style })
  }

  #finish(): void {
    clearInterval(this.#timer)
    if (this.#rows !== undefined) {
      this.#screen.finish(this.#frame(undefined))
      this.#rows = undefined
    }
    this.#isEnding = false
    for (const text of this.#waiting.splice(0)) this.#options.sink.write(`${text}\n`)
  }

  #say(text: string): void {
    if (this.#isEnding) {
      this.#waiting.push(text)
      return
    }
    this.#screen.clear()
    this.#options.sink.write(`${text}\n`)
  }
}

/** An interrupted `up` stops its containers: that run is called by what it does. */
function titleOf({ actions }: Extract<RunEvent, { readonly type: 'run.start' }>, command: string): string {
  const isAll = (verb: string): boolean => actions.length > 0 && actions.every((action) => action.do === verb)
  if (isAll('container.stop')) return 'stop'
  return isAll('container.kill') ? 'kill' : command
}

function taskOf(row: Row): ListrTask<unknown, typeof PaintedTasks> {
  const settled =
    row.ending === undefined
      ? new Promise<RowEnding>((resolve) => (row.onEnd = resolve))
      : Promise.resolve(row.ending)
  return {
    title: row.name,
    task: async (_context, task) => {
      const ending = await settled
      // A task that returns has a tick; what never ran must not get one.
      if (ending === 'skipped') task.skip(row.text)
      if (ending === 'failed') throw new Error(row.details)
    },
  }
}

function lineOf(row: Row, task: TaskView | undefined, nowMs: number): Line {
  const ms = row.startedAtMs === undefined ? undefined : (row.endedAtMs ?? nowMs) - row.startedAtMs
  return {
    name: row.name,
    state: stateOf(row, task),
    text: row.text,
    details: row.details,
    ms,
    parts: [...row.parts.values()],
    steps: row.endedAtMs === undefined ? stepsOf(row, nowMs) : [],
  }
}

function stepsOf({ steps }: Row, nowMs: number): Line['steps'] {
  return (steps?.all ?? []).map(({ name, state, startedAtMs, endedAtMs, lines, moved }) => ({
    name,
    state,
    ms: (endedAtMs ?? nowMs) - startedAtMs,
    lines: state === 'working' && lines.length === 0 && moved !== '' ? [moved] : lines,
  }))
}

function stateOf(row: Row, task: TaskView | undefined): LineState {
  if (task?.hasFailed() === true || row.ending === 'failed') return 'failed'
  if (task?.isSkipped() === true) return 'skipped'
  if (task?.isCompleted() === true) return row.warned ? 'warning' : 'done'
  // All tasks of a concurrent tree count as started; the line turns only once its resource is worked on.
  return row.running === 0 ? 'waiting' : 'working'
}
