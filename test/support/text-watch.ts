/** Text that grows, and those who wait for something in it. */
export class TextWatch {
  #text = ''
  #ended = false
  readonly #waiting = new Set<() => void>()

  get text(): string {
    return this.#text
  }

  add(text: string): void {
    this.#text += text
    this.#tell()
  }

  end(): void {
    this.#ended = true
    this.#tell()
  }

  /** Resolves when the text matches; rejects when it ended and does not. */
  has(pattern: RegExp): Promise<void> {
    return new Promise((done, fail) => {
      const look = (): void => {
        const found = pattern.test(this.#text)
        if (!found && !this.#ended) return
        this.#waiting.delete(look)
        if (found) done()
        else fail(new Error(`no ${String(pattern)} in:\n${this.#text}`))
      }
      this.#waiting.add(look)
      look()
    })
  }

  #tell(): void {
    for (const look of this.#waiting) look()
  }
}
