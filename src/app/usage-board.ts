import type { Engine, EventSubscription } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import { EngineError } from '../engine/errors.ts'
import type { ContainerUsage } from '../engine/usage.ts'

interface BoardParts {
  readonly engine: Engine
  readonly list: () => Promise<readonly ObservedContainer[]>
  /** Each event may change what `list` gives. */
  readonly changes: EventSubscription
  readonly signal: AbortSignal
}

interface Reading {
  readonly ended: Promise<void>
  readonly enough: AbortController
}

/** The latest usage of a set of containers that changes: new ones are read from their start, those that are gone no more. */
export class UsageBoard implements AsyncDisposable {
  readonly #parts: BoardParts
  readonly #latest = new Map<string, ContainerUsage>()
  readonly #readings = new Map<string, Reading>()
  #containers: readonly ObservedContainer[] = []
  #isStale = true
  #problem: unknown

  constructor(parts: BoardParts) {
    this.#parts = parts
    void this.#watch()
  }

  /** In the order of the engine's listing. Rejects when the engine has been lost. */
  async rows(): Promise<
    readonly { readonly id: string; readonly name: string; readonly usage?: ContainerUsage }[]
  > {
    if (this.#problem !== undefined) throw this.#problem
    if (this.#isStale) await this.#refresh()
    return this.#containers.map(({ id, name }) => {
      const usage = this.#latest.get(id)
      return { id, name, ...(usage === undefined ? {} : { usage }) }
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { enough } of this.#readings.values()) enough.abort()
    await Promise.all([...this.#readings.values()].map(({ ended }) => ended))
  }

  async #watch(): Promise<void> {
    try {
      for await (const _event of this.#parts.changes) this.#isStale = true
    } catch (error) {
      this.#problem = error
    }
  }

  async #refresh(): Promise<void> {
    this.#isStale = false
    this.#containers = await this.#parts.list()
    const present = new Set(this.#containers.map(({ id }) => id))
    for (const id of present) if (!this.#readings.has(id)) this.#readings.set(id, this.#read(id))
    for (const [id, { enough }] of this.#readings) {
      if (present.has(id)) continue
      enough.abort()
      this.#readings.delete(id)
      this.#latest.delete(id)
    }
  }

  #read(id: string): Reading {
    const enough = new AbortController()
    return { enough, ended: this.#readAll(id, AbortSignal.any([this.#parts.signal, enough.signal])) }
  }

  async #readAll(id: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const usage of this.#parts.engine.containers.usage(id, { follow: true }, signal)) {
        this.#latest.set(id, usage)
      }
    } catch (error) {
      // One that was removed meanwhile has nothing more to tell.
      const isGone = error instanceof EngineError && error.kind === 'not-found'
      if (!signal.aborted && !isGone) this.#problem = error
    }
  }
}
