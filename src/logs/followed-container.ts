import type { Engine, LogOptions } from '../engine/engine.ts'
import type { ContainerDetails } from '../engine/observed.ts'
import { EngineError } from '../engine/errors.ts'
import type { LogBatch, LogSource } from '../events/host.ts'
import { LineCursor } from './line-cursor.ts'

/** Where the first reading of a container begins. `new`: only what it writes from now on. */
export type FollowStart =
  | { readonly history: 'all' }
  | { readonly history: 'new' }
  | { readonly history: 'asked'; readonly tail?: number; readonly since?: string; readonly until?: string }

export interface FollowedContainerParts {
  readonly engine: Engine
  readonly id: string
  readonly source: LogSource
  readonly from: FollowStart
  /** Ask the engine for time stamps; without them, output cannot be gone on with after a restart. */
  readonly timestamps: boolean
  readonly send: (batch: LogBatch) => Promise<void>
  /** Called when `hasEnded` may have become true. */
  readonly settled: () => void
  /** How long an end that somebody asked for may turn out to be a restart. */
  readonly restartGraceMs: () => number
  /** Resolves after so many milliseconds, or rejects when aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  readonly failed: (error: unknown) => void
  /** Called when its logging driver keeps nothing to read. Its end is told all the same. */
  readonly unreadable: (source: LogSource) => void
  readonly signal: AbortSignal
}

/**
 * One container's output across all its runs. The engine ends a log stream with each run; the next one is read from the time
 * of the last line seen, and lines of that very time that were shown already are skipped.
 */
export class FollowedContainer {
  readonly #parts: FollowedContainerParts
  readonly #abort = new AbortController()
  readonly #signal: AbortSignal
  /** Set while reading: resolves when the stream of the current run has ended. */
  #reading: Promise<void> | undefined
  readonly #cursor = new LineCursor()
  #isFirst = true
  /** Where the next reading begins as long as no line tells it: after the run that was there when following began. */
  #unread: { readonly since?: string } | undefined
  #runAgain = false
  #exitCode: number | undefined
  #grace: AbortController | undefined
  /** Set while it is open whether a restart policy applies. */
  #between: AbortController | undefined
  #signalled = false
  #isGone = false
  #isRestarting = false
  #isAlive = false
  /** Somebody has stopped it since it was last started: no policy starts it again. */
  #isStopped = false
  /** Its end is known from elsewhere than its events, which may still tell it. */
  #isOver = false

  constructor(parts: FollowedContainerParts) {
    this.#parts = parts
    this.#signal = AbortSignal.any([parts.signal, this.#abort.signal])
  }

  get source(): LogSource {
    return this.#parts.source
  }

  /** Whether nothing more can come: no run, none being read, none announced. */
  get hasEnded(): boolean {
    return this.#reading === undefined && this.#grace === undefined && !this.#isAlive && !this.#isRestarting
  }

  /** It runs (again). */
  started(): void {
    this.#isAlive = true
    this.#isOver = false
    this.#isRestarting = false
    this.#isStopped = false
    this.#signalled = false
    this.#between?.abort()
    if (this.#endGrace()) this.#exitCode = undefined
    if (this.#reading === undefined) this.#reading = this.#read(true)
    else this.#runAgain = true
  }

  /**
   * It is not running now: what it wrote in the past is shown when history was asked for. Where only news is wanted, resolves when it is
   * known how far the past goes; before, it must not be started.
   */
  async isPast(): Promise<void> {
    if (this.#parts.from.history === 'asked') this.#reading = this.#read(false)
    else if (this.#parts.from.history === 'new') await (this.#reading = this.#skipPast())
  }

  wasSignalled(): void {
    this.#signalled = true
  }

  /**
   * A restart through the engine's API looks like a stop at first, so an end that was asked for is told a little later. `time` is that of
   * the engine, in Unix seconds with decimals.
   */
  died(code: number, time: string): void {
    if (this.#isOver) return
    this.#isAlive = false
    this.#exitCode = code
    this.#unread ??= { since: time }
    const graceMs = this.#signalled ? this.#parts.restartGraceMs() : 0
    if (graceMs > 0) void this.#waitForRestart(graceMs)
    else this.#tellExit()
  }

  /** Between two runs of a restart policy this is all that is told of its end; it may be the first half of a restart. */
  async stopped(): Promise<void> {
    this.#isStopped = true
    if (!this.#isRestarting) return
    await this.#parts.delay(this.#parts.restartGraceMs(), this.#signal).catch(() => undefined)
    if (!this.#isStopped) return
    this.#isRestarting = false
    this.#parts.settled()
  }

  /**
   * It was ended, and is not expected to start again: what its events have not told yet is asked for, and one that runs nevertheless
   * is let go.
   */
  async end(): Promise<void> {
    const details = await this.#inspect()
    if (details !== undefined && runs.has(details.state)) {
      this.abandon()
      return
    }
    this.#isRestarting = false
    this.hurry()
    if (!this.#isAlive) return
    this.#isAlive = false
    this.#isOver = true
    this.#exitCode = details?.exitCode
    this.#tellExit()
  }

  /** Ends the time in which an end may turn out to be a restart; tells it now. */
  hurry(): void {
    this.#between?.abort()
    if (this.#endGrace()) this.#tellExit()
  }

  async #waitForRestart(ms: number): Promise<void> {
    const grace = new AbortController()
    this.#grace = grace
    try {
      await this.#parts.delay(ms, AbortSignal.any([this.#signal, grace.signal]))
    } catch {
      return
    }
    if (this.#grace === grace) this.hurry()
  }

  #endGrace(): boolean {
    const wasRunning = this.#grace !== undefined
    this.#grace?.abort()
    this.#grace = undefined
    return wasRunning
  }

  #tellExit(): void {
    this.#reading ??= this.#announceExit().finally(() => this.#finish())
  }

  destroyed(): void {
    this.#isGone = true
    this.#isAlive = false
    this.#isRestarting = false
  }

  /** Stops reading; nothing more is sent. */
  abandon(): void {
    this.#endGrace()
    this.#isAlive = false
    this.#isOver = true
    this.#isRestarting = false
    this.#abort.abort()
  }

  async #read(follow: boolean): Promise<void> {
    try {
      const details = await this.#inspect()
      if (details !== undefined) await this.#readRun(details, follow)
      await this.#announceExit()
    } catch (error) {
      if (!this.#signal.aborted) this.#parts.failed(error)
    } finally {
      this.#finish()
    }
  }

  #finish(): void {
    this.#reading = undefined
    if (this.#runAgain) {
      this.#runAgain = false
      this.#reading = this.#read(true)
      return
    }
    this.#parts.settled()
  }

  async #readRun(details: ContainerDetails, follow: boolean): Promise<void> {
    const { engine, id, source, send } = this.#parts
    const options = this.#options(details, follow)
    if (this.#isFirst) this.#leavePast(details)
    this.#cursor.rewind()
    try {
      for await (const lines of engine.containers.logs(id, options, this.#signal)) {
        // Without time stamps nothing is read twice.
        const fresh = this.#parts.timestamps ? this.#cursor.pass(lines) : lines
        if (fresh.length > 0) await send({ type: 'lines', source, lines: fresh })
      }
    } catch (error) {
      if (isUnreadable(error)) this.#parts.unreadable(source)
      else if (!isGone(error)) throw error
    }
  }

  #options(details: ContainerDetails, follow: boolean): LogOptions {
    const base = { follow, timestamps: this.#parts.timestamps, tty: details.tty }
    if (this.#cursor.time !== undefined) return { ...base, since: this.#cursor.time }
    const { from } = this.#parts
    if (from.history === 'all') return base
    if (!this.#isFirst) return { ...base, ...(this.#unread ?? sinceEndOf(details)) }
    if (from.history === 'new') return { ...base, tail: 0 }
    const { tail, since, until } = from
    return {
      ...base,
      ...(tail === undefined ? {} : { tail }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    }
  }

  /** All that it writes after the state it is in now is to be read; an end to come is told by its event. */
  #leavePast(details: ContainerDetails): void {
    this.#isFirst = false
    if (!runs.has(details.state)) this.#unread = sinceEndOf(details)
  }

  /** Finds the time of the last line so that only later ones are shown. */
  async #skipPast(): Promise<void> {
    try {
      const details = await this.#inspect()
      if (details === undefined) return
      const options = { follow: false, tail: 1, timestamps: true, tty: details.tty }
      for await (const lines of this.#parts.engine.containers.logs(this.#parts.id, options, this.#signal)) {
        this.#cursor.pass(lines)
      }
      this.#leavePast(details)
    } catch (error) {
      if (!this.#signal.aborted && !isGone(error) && !isUnreadable(error)) this.#parts.failed(error)
    } finally {
      this.#finish()
    }
  }

  async #announceExit(): Promise<void> {
    const code = this.#exitCode
    if (code === undefined || this.#grace !== undefined) return
    this.#exitCode = undefined
    const details = await this.#inspect()
    const restarting = details !== undefined && (await this.#restarts(details, code))
    this.#isRestarting = restarting && !this.#isAlive && !this.#isStopped
    await this.#parts.send({ type: 'exited', source: this.#parts.source, code, restarting })
  }

  /** Podman calls a container exited also between two runs of its restart policy: there, only the next start tells. */
  async #restarts({ state, restartPolicy }: ContainerDetails, code: number): Promise<boolean> {
    if (state === 'restarting' || state === 'running' || this.#isAlive) return true
    const graceMs = this.#signalled ? 0 : this.#parts.restartGraceMs()
    if (graceMs === 0 || !mayRestart(restartPolicy, code)) return false
    const between = new AbortController()
    this.#between = between
    await this.#parts.delay(graceMs, AbortSignal.any([this.#signal, between.signal])).catch(() => undefined)
    this.#between = undefined
    return this.#isAlive
  }

  async #inspect(): Promise<ContainerDetails | undefined> {
    if (this.#isGone) return undefined
    try {
      return await this.#parts.engine.containers.inspect(this.#parts.id, this.#signal)
    } catch (error) {
      if (isGone(error) || this.#signal.aborted) return undefined
      throw error
    }
  }
}

function mayRestart(policy: string, code: number): boolean {
  return policy === 'always' || policy === 'unless-stopped' || (policy === 'on-failure' && code !== 0)
}

const runs: ReadonlySet<ContainerDetails['state']> = new Set(['running', 'restarting', 'paused'])

function sinceEndOf({ finishedAt }: ContainerDetails): { readonly since?: string } {
  return finishedAt === undefined ? {} : { since: finishedAt }
}

function isGone(error: unknown): boolean {
  return error instanceof EngineError && (error.kind === 'not-found' || error.kind === 'conflict')
}

function isUnreadable(error: unknown): boolean {
  return error instanceof EngineError && error.message.includes('does not support reading')
}
