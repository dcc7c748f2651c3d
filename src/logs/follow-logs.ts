import { Channel } from '../async/channel.ts'
import type { Engine, EngineEvent, EventSubscription, LabelFilter } from '../engine/engine.ts'
import type { LogBatch, LogSource } from '../events/host.ts'
import { FollowedContainer, type FollowStart } from './followed-container.ts'

/** A container to follow, as the caller knows it before any event. */
export interface KnownContainer {
  readonly id: string
  readonly source: LogSource
  readonly isRunning: boolean
}

export interface FollowRequest {
  readonly engine: Engine
  /** Which containers' events matter: those of one project. */
  readonly labels: LabelFilter
  /** Read after the event subscription stands, so that nothing falls between. */
  readonly list: () => Promise<readonly KnownContainer[]>
  /** Says whether a container that appears later is followed, and as what. */
  readonly select: (event: EngineEvent) => LogSource | undefined
  readonly from: FollowStart
  /** Resolves after so many milliseconds, or rejects when aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  /** Called for a container whose logging driver keeps nothing to read. */
  readonly unreadable?: (source: LogSource) => void
}

/** A running follow: iterate for output. It goes on until one of these is called, or the signal aborts. */
export interface LogFollow extends AsyncIterable<LogBatch> {
  /**
   * Iteration ends once no followed container runs or can start again by itself. `started` are the labels of containers that
   * were started meanwhile: news of that travels on another connection than the answer to the start, and may be behind it.
   */
  endWhenAllEnded(started?: readonly string[]): void
  /**
   * Somebody has ended these containers: none of them is expected to start again, and iteration ends when all output of those
   * that `isEnding` names was shown, whether or not news of their end arrives. The others are let go, and so is what runs nevertheless.
   */
  endWith(isEnding: (source: LogSource) => boolean): void
  /** Shows something among the rest that is not in a container's log. */
  insert(batch: LogBatch): void
  /** Iteration ends now. */
  close(): void
}

/**
 * Every line of every followed container exactly once, in the order each container wrote it, across restarts, replacement
 * and a lost event stream, together with the ends of containers. Reading slowly slows the engine. Section 5.
 */
export async function followLogs(request: FollowRequest, signal: AbortSignal): Promise<LogFollow> {
  const subscription = await request.engine.subscribe(
    { labels: request.labels, types: ['container'] },
    signal,
  )
  const follow = new Follow(request, subscription, signal)
  await follow.begin()
  return follow
}

class Follow implements LogFollow {
  readonly #request: FollowRequest
  readonly #signal: AbortSignal
  readonly #subscription: EventSubscription
  readonly #channel = new Channel<LogBatch>()
  readonly #followed = new Map<string, FollowedContainer>()
  #restartGraceMs = 1000
  #endsWithAll = false
  #isEnding: ((source: LogSource) => boolean) | undefined
  /** Labels of containers that were seen to run. */
  readonly #seen = new Set<string>()
  /** Labels of containers that are known to have been started, and were not seen yet. */
  readonly #expected = new Set<string>()

  constructor(request: FollowRequest, subscription: EventSubscription, signal: AbortSignal) {
    this.#request = request
    this.#subscription = subscription
    this.#signal = signal
  }

  async begin(): Promise<void> {
    const past: Promise<void>[] = []
    for (const { id, source, isRunning } of await this.#request.list()) {
      const container = this.#add(id, source, this.#request.from)
      if (isRunning) this.#started(container)
      else past.push(container.isPast())
    }
    await Promise.all(past)
    void this.#readEvents()
  }

  async #readEvents(): Promise<void> {
    try {
      for await (const event of this.#subscription) this.#on(event)
      if (!this.#signal.aborted) this.#channel.close()
    } catch (error) {
      if (this.#signal.aborted) this.#channel.close()
      else this.#channel.fail(error)
    }
  }

  #on(event: EngineEvent): void {
    const known = this.#followed.get(event.id)
    if (event.action === 'start') {
      const container = known ?? this.#appeared(event)
      if (container !== undefined) this.#started(container)
    } else if (event.action === 'kill' || event.action === 'restart') {
      known?.wasSignalled()
    } else if (event.action === 'die' || event.action === 'died') {
      const { exitCode, containerExitCode } = event.attributes
      known?.died(Number(exitCode ?? containerExitCode ?? 0), unixSeconds(event))
    } else if (event.action === 'stop') {
      void known?.stopped()
    } else if (event.action === 'destroy' || event.action === 'remove') {
      known?.destroyed()
      this.#endWhenDone()
    }
  }

  #started(container: FollowedContainer): void {
    this.#seen.add(container.source.label)
    this.#expected.delete(container.source.label)
    container.started()
    if (this.#isEnding !== undefined) void this.#end([container])
  }

  /** A container that was not there when following began: all it wrote is new. */
  #appeared(event: EngineEvent): FollowedContainer | undefined {
    const source = this.#request.select(event)
    return source === undefined ? undefined : this.#add(event.id, source, { history: 'all' })
  }

  #add(id: string, source: LogSource, from: FollowStart): FollowedContainer {
    const container = new FollowedContainer({
      engine: this.#request.engine,
      id,
      source,
      from,
      timestamps: true,
      send: (batch) => this.#channel.send(batch),
      settled: () => this.#endWhenDone(),
      restartGraceMs: () => this.#restartGraceMs,
      delay: this.#request.delay,
      failed: (error) => this.#channel.fail(error),
      unreadable: (one) => this.#request.unreadable?.(one),
      signal: this.#signal,
    })
    this.#followed.set(id, container)
    return container
  }

  #endWhenDone(): void {
    if (!this.#endsWithAll || this.#expected.size > 0) return
    if ([...this.#followed.values()].every((container) => container.hasEnded)) this.#channel.close()
  }

  endWhenAllEnded(started: readonly string[] = []): void {
    this.#endsWithAll = true
    for (const label of started) if (!this.#seen.has(label)) this.#expected.add(label)
    this.#endWhenDone()
  }

  endWith(isEnding: (source: LogSource) => boolean): void {
    this.#restartGraceMs = 0
    this.#isEnding = isEnding
    this.#expected.clear()
    void this.#end([...this.#followed.values()])
  }

  async #end(containers: readonly FollowedContainer[]): Promise<void> {
    try {
      const ends = containers.map(async (container) => {
        if (this.#isEnding?.(container.source) === true) await container.end()
        else container.abandon()
      })
      await Promise.all(ends)
      this.endWhenAllEnded()
    } catch (error) {
      this.#channel.fail(error)
    }
  }

  insert(batch: LogBatch): void {
    void this.#channel.send(batch)
  }

  close(): void {
    this.#channel.close()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LogBatch> {
    try {
      yield* this.#channel
    } finally {
      for (const container of this.#followed.values()) container.abandon()
      await this.#subscription[Symbol.asyncDispose]()
    }
  }
}

function unixSeconds({ timeNano }: EngineEvent): string {
  const digits = timeNano.padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}
