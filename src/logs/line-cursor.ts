import type { LogLine } from '../engine/log-frames.ts'

/**
 * Remembers how far a container's output was shown, by the engine's time stamps. Reading again from `time` brings the lines of
 * that very moment a second time: `rewind` before, and `pass` leaves them out.
 */
export class LineCursor {
  #time: string | undefined
  #shownAtTime = 0
  #toSkip = 0

  /** Of the last line passed; undefined before the first. */
  get time(): string | undefined {
    return this.#time
  }

  /** The next lines come from a new reading that starts at `time`. */
  rewind(): void {
    this.#toSkip = this.#shownAtTime
  }

  /** The lines not passed before. */
  pass(lines: readonly LogLine[]): readonly LogLine[] {
    const fresh = this.#skip(lines)
    const last = fresh.at(-1)?.timestamp
    if (last === undefined) return fresh
    let atLast = 0
    for (let index = fresh.length - 1; index >= 0 && fresh[index]?.timestamp === last; index -= 1) atLast += 1
    this.#shownAtTime = last === this.#time ? this.#shownAtTime + atLast : atLast
    this.#time = last
    return fresh
  }

  #skip(lines: readonly LogLine[]): readonly LogLine[] {
    let index = 0
    while (this.#toSkip > 0 && index < lines.length && lines[index]?.timestamp === this.#time) {
      this.#toSkip -= 1
      index += 1
    }
    if (index < lines.length) this.#toSkip = 0
    return index === 0 ? lines : lines.slice(index)
  }
}
