interface Sleeper {
  readonly atMs: number
  wake(): void
}

/** 2026-01-01T00:00:00Z */
const epochMs = 1_767_225_600_000

/** Time that stands still until a test moves it. */
export class FakeClock {
  #nowMs = epochMs
  #sleepers: Sleeper[] = []

  /** Unix time in milliseconds. */
  readonly now = (): number => this.#nowMs

  /** Resolves when the clock was moved so far; rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason)
        return
      }
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
        reject(signal?.reason)
      }
      const wake = () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, wake }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** Wakes sleepers one after the other; what they do is done, as far as it needs no time, before the next one wakes. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    while (true) {
      const next = this.#earliest(untilMs)
      if (next === undefined) break
      this.#sleepers = this.#sleepers.filter((other) => other !== next)
      this.#nowMs = next.atMs
      next.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#nowMs = untilMs
  }

  #earliest(untilMs: number): Sleeper | undefined {
    const due = this.#sleepers.filter((sleeper) => sleeper.atMs <= untilMs)
    return due.reduce<Sleeper | undefined>(
      (first, other) => (first === undefined || other.atMs < first.atMs ? other : first),
      undefined,
    )
  }
}
