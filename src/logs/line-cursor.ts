import type { LogLine } from '../engine/log-frames.ts'

/**
 * Remembers how far a container's output was shown, by the engine's time stamps. Reading again from `time` brings the lines of
 * that very moment a second time: `rewind` before, and `pass` leaves them out.
 */
export class LineCursor {
  #time: string | undefined
  #shownAtTime = 0
  #toSkip = 0
  /** The last line passed, where it has no end: what the next run writes continues it when it is read again. */
  #open: LogLine | undefined

  /** Of the last line passed; undefined before the first. */
  get time(): string | undefined {
    return this.#time
  }

  /** The next lines come from a new reading that starts at `time`. */
  rewind(): void {
    this.#toSkip = this.#shownAtTime
  }

  /** The lines not passed before, and what was added to the last one. */
  pass(lines: readonly LogLine[]): readonly LogLine[] {
    const skipped = this.#skip(lines)
    const fresh = skipped === 0 ? lines : lines.slice(skipped)
    const repeated = lines[skipped - 1]
    const added = repeated === undefined || this.#toSkip > 0 ? undefined : this.#added(repeated)
    this.#note(fresh)
    const last = fresh.at(-1) ?? (added === undefined ? undefined : repeated)
    if (last !== undefined) this.#open = last.unterminated === true ? last : undefined
    return added === undefined ? fresh : [added, ...fresh]
  }

  /** How many of the lines were passed before. */
  #skip(lines: readonly LogLine[]): number {
    let index = 0
    while (this.#toSkip > 0 && index < lines.length && lines[index]?.timestamp === this.#time) {
      this.#toSkip -= 1
      index += 1
    }
    if (index < lines.length) this.#toSkip = 0
    return index
  }

  #added(again: LogLine): LogLine | undefined {
    const shown = this.#open
    if (shown === undefined || shown.stream !== again.stream) return undefined
    if (again.bytes.length <= shown.bytes.length) return undefined
    return { ...again, bytes: again.bytes.subarray(shown.bytes.length) }
  }

  #note(fresh: readonly LogLine[]): void {
    const last = fresh.at(-1)?.timestamp
    if (last === undefined) return
    let atLast = 0
    for (let index = fresh.length - 1; index >= 0 && fresh[index]?.timestamp === last; index -= 1) atLast += 1
    this.#shownAtTime = last === this.#time ? this.#shownAtTime + atLast : atLast
    this.#time = last
  }
}
