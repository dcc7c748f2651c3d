import { EngineError } from '../../engine/errors.ts'
import type { Engine, EngineEvent, EventSubscription } from '../../engine/engine.ts'
import { labelNames } from './labels.ts'

/** Events of one container since it was asked for; several may be waiting. */
export interface ContainerEvents extends Disposable {
  /** Resolves with the next event, or rejects when the subscription is lost or aborted. */
  next(): Promise<EngineEvent>
}

/**
 * One event subscription for a whole run, opened when first needed, shared by all waits. Waiting for an event costs no request.
 */
export class ContainerWatch implements AsyncDisposable {
  readonly #engine: Engine
  readonly #project: string
  readonly #abort = new AbortController()
  readonly #listeners = new Set<Listener>()
  #subscription: Promise<EventSubscription> | undefined
  #failure: unknown

  constructor(engine: Engine, project: string) {
    this.#engine = engine
    this.#project = project
  }

  /** Resolves when every later event of this container will be seen. `container` is a name or an id. */
  async follow(container: string, signal: AbortSignal): Promise<ContainerEvents> {
    this.#subscription ??= this.#open()
    await this.#subscription
    const listener = new Listener(container, signal, () => this.#listeners.delete(listener))
    this.#listeners.add(listener)
    if (this.#failure !== undefined) listener.fail(this.#failure)
    return listener
  }

  async #open(): Promise<EventSubscription> {
    const subscription = await this.#engine.subscribe(
      { labels: { [labelNames.project]: this.#project }, types: ['container'] },
      this.#abort.signal,
    )
    void this.#dispatch(subscription)
    return subscription
  }

  async #dispatch(subscription: EventSubscription): Promise<void> {
    try {
      for await (const event of subscription) {
        for (const listener of this.#listeners) listener.offer(event)
      }
      this.#failure = new EngineError('unreachable', 'the event stream of the engine ended')
    } catch (error) {
      this.#failure = error
    }
    for (const listener of this.#listeners) listener.fail(this.#failure)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = this.#subscription
    this.#abort.abort()
    await opened?.then(
      (subscription) => subscription[Symbol.asyncDispose](),
      () => undefined,
    )
  }
}

class Listener implements ContainerEvents {
  readonly #container: string
  readonly #release: () => void
  readonly #signal: AbortSignal
  readonly #queue: EngineEvent[] = []
  #waiting:
    { readonly resolve: (event: EngineEvent) => void; readonly reject: (reason: unknown) => void } | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(container: string, signal: AbortSignal, release: () => void) {
    this.#container = container
    this.#release = release
    this.#signal = signal
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  readonly #onAbort = (): void => this.fail(this.#signal.reason)

  offer(event: EngineEvent): void {
    if (event.id !== this.#container && event.attributes['name'] !== this.#container) return
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting === undefined) this.#queue.push(event)
    else waiting.resolve(event)
  }

  fail(error: unknown): void {
    this.#failure = { error }
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  next(): Promise<EngineEvent> {
    const event = this.#queue.shift()
    if (event !== undefined) return Promise.resolve(event)
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#release()
  }
}
