import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import type { RunEvent } from '../events/run-event.ts'
import type { TimedEvent, Timeline } from '../events/timeline.ts'
import { systemReason } from '../units/system-reason.ts'
import type { FlagValues } from './flag-spec.ts'
import type { timelineFlags } from './flags/timeline.ts'

/** What is wanted of the times of a run. */
export interface TimeWish {
  readonly show: boolean
  /** The file for the trace. */
  readonly trace?: string
}

/** Undefined where nobody asked. */
export function timeWish(flags: FlagValues<typeof timelineFlags>): { readonly times?: TimeWish } {
  const { timeline: show, trace } = flags
  return show || trace !== undefined ? { times: { show, ...(trace === undefined ? {} : { trace }) } } : {}
}

interface TimeRecordOptions {
  readonly wish: TimeWish
  /** Of the command, in the trace: "compose up". */
  readonly title: string
  readonly currentDirectory: string
  /** Milliseconds that only go up. */
  readonly now: () => number
  readonly print: (timeline: Timeline) => Promise<void>
}

/** Takes down when everything happened, and tells it once. */
export class TimeRecord {
  readonly #options: TimeRecordOptions
  readonly #startMs: number
  readonly #events: TimedEvent[] = []
  #reported: Promise<void> | undefined

  constructor(options: TimeRecordOptions) {
    this.#options = options
    this.#startMs = options.now()
  }

  /** Rejects with `OperationError` where the trace could not be written, before anything else is done. */
  async check(): Promise<void> {
    const path = this.#tracePath()
    if (path === undefined) return
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true)
      throw new OperationError('CMP122', `"${path}" cannot be written (it is a folder)`)
    try {
      await access(dirname(path), constants.W_OK)
    } catch (error) {
      throw new OperationError('CMP122', `"${path}" cannot be written (${systemReason(error)})`, {
        cause: error,
      })
    }
  }

  hear(event: RunEvent): void {
    if (this.#reported === undefined && takesTime(event))
      this.#events.push({ atMs: this.#options.now(), event })
  }

  /** The first call counts. Nothing is told where no run began. */
  report(): Promise<void> {
    this.#reported ??= this.#tell()
    return this.#reported
  }

  async #tell(): Promise<void> {
    const { wish, print, title } = this.#options
    if (this.#events.length === 0) return
    const { timelineOf } = await import('../events/timeline.ts')
    const timeline = timelineOf(this.#events, this.#startMs)
    if (wish.show) await print(timeline)
    const path = this.#tracePath()
    if (path === undefined) return
    const [{ formatTrace }, { saveAtOnce }] = await Promise.all([
      import('../render/trace-json.ts'),
      import('./save-at-once.ts'),
    ])
    await saveAtOnce(path, pieces(formatTrace(timeline, title)))
  }

  #tracePath(): string | undefined {
    const { wish, currentDirectory } = this.#options
    return wish.trace === undefined ? undefined : resolve(currentDirectory, wish.trace)
  }
}

async function* pieces(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Output of builds and bytes on their way are many, and say nothing of when things began and ended. */
function takesTime(event: RunEvent): boolean {
  if (event.type === 'action.build') return event.news === 'step'
  if (event.type === 'action.progress') return event.part !== undefined
  return event.type !== 'diagnostic' && event.type !== 'notice'
}
