import type { Sink } from './sink.ts'
import { sizeOf } from './sink.ts'

const hideCursor = '\u001B[?25l'
const showCursor = '\u001B[?25h'
/** Terminals that know it show everything between the two at once; the others ignore it. */
const beginSynchronized = '\u001B[?2026h'
const endSynchronized = '\u001B[?2026l'
const toLineStart = '\r'
const eraseLine = '\u001B[K'
const eraseBelow = '\u001B[J'

/** A block of lines at the bottom of a terminal that is painted again and again; only lines that changed are written. */
export class Screen {
  readonly #sink: Sink
  #painted: readonly string[] = []
  #columns = 0

  constructor(sink: Sink) {
    this.#sink = sink
  }

  paint(lines: readonly string[]): void {
    const { columns } = sizeOf(this.#sink)
    if (columns !== this.#columns) this.clear()
    this.#columns = columns
    const body = this.#difference(lines)
    if (body === '') return
    this.#sink.write(`${beginSynchronized}${hideCursor}${body}${endSynchronized}`)
    this.#painted = lines
  }

  /** Takes the block off the screen; the cursor is where its first line was. */
  clear(): void {
    if (this.#painted.length === 0) return
    this.#sink.write(`${this.#toTop()}${eraseBelow}${showCursor}`)
    this.#painted = []
  }

  /** Paints for the last time and leaves the lines standing. */
  finish(lines: readonly string[]): void {
    this.clear()
    this.#painted = []
    if (lines.length > 0) this.#sink.write(`${lines.join('\n')}\n`)
  }

  #difference(lines: readonly string[]): string {
    let body = ''
    let changed = this.#painted.length !== lines.length
    for (const [index, line] of lines.entries()) {
      const same = this.#painted[index] === line
      changed ||= !same
      body += same && index < this.#painted.length ? '\n' : `${toLineStart}${line}${eraseLine}\n`
    }
    if (!changed) return ''
    return `${this.#toTop()}${body}${lines.length < this.#painted.length ? eraseBelow : ''}`
  }

  #toTop(): string {
    return this.#painted.length === 0 ? '' : `\u001B[${this.#painted.length}A${toLineStart}`
  }
}
