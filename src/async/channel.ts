/**
 * Hands values from many producers to one consumer without keeping more than one value per producer: `send` resolves when
 * the consumer has come back for the next value. Iteration ends after `close`, or rejects after `fail`.
 */
export class Channel<T> implements AsyncIterable<T> {
  readonly #waiting: { readonly value: T; readonly taken: () => void }[] = []
  #wake: (() => void) | undefined
  #ended: { readonly error?: unknown } | undefined

  /** Resolves when the value was taken, or at once when nobody will take it any more. */
  send(value: T): Promise<void> {
    if (this.#ended !== undefined) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push({ value, taken: resolve })
      this.#wake?.()
    })
  }

  /** Values already sent are still delivered. */
  close(): void {
    this.#ended ??= {}
    this.#wake?.()
  }

  fail(error: unknown): void {
    this.#ended ??= { error }
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    let current: (() => void) | undefined
    try {
      for (;;) {
        const next = this.#waiting.shift()
        if (next !== undefined) {
          current = next.taken
          yield next.value
          current()
        } else if (this.#ended !== undefined) {
          if ('error' in this.#ended) throw this.#ended.error
          return
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve
          })
          this.#wake = undefined
        }
      }
    } finally {
      this.close()
      current?.()
      for (const { taken } of this.#waiting.splice(0)) taken()
    }
  }
}
