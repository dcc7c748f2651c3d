import type { LogBatch, LogView } from '../events/host.ts'
import type { MenuKey } from '../events/key-menu.ts'
import { sizeOf } from '../render/sink.ts'
import type { Style } from '../render/style.ts'
import type { Shell } from './shell.ts'

interface MenuParts {
  readonly shell: Shell
  readonly style: Style
  /** Ctrl-C was pressed: it comes as a key while the menu reads them. */
  readonly interrupt: () => void
}

const ctrlC = '\u0003'
const ctrlZ = '\u001A'
const eraseLine = '\r\u001B[2K'

/** A line below the output that says which keys do what, while somebody reads them. */
export class KeyMenu {
  readonly #parts: MenuParts
  #keys: readonly MenuKey[] | undefined
  #isDrawn = false
  /** The output stands in the middle of a line. */
  #isInLine = false

  constructor(parts: MenuParts) {
    this.#parts = parts
  }

  open(keys: readonly MenuKey[]): () => void {
    const { stdin, terminal } = this.#parts.shell
    const hear = (bytes: Uint8Array | string): void => this.#heard(bytes.toString())
    this.#keys = keys
    terminal?.setMode('keys')
    stdin.on('data', hear)
    stdin.resume()
    this.#draw()
    return () => {
      if (this.#keys === undefined) return
      this.clear()
      this.#keys = undefined
      stdin.off('data', hear)
      stdin.pause()
      terminal?.setMode('usual')
    }
  }

  /** Makes room for something else. */
  clear(): void {
    if (!this.#isDrawn) return
    this.#isDrawn = false
    this.#parts.shell.stdout.write(eraseLine)
  }

  /** The view, with the menu below what it shows. */
  below(view: LogView): LogView {
    return {
      announce: (labels) => view.announce(labels),
      show: (batches) => view.show(this.#between(batches)),
    }
  }

  async *#between(batches: AsyncIterable<LogBatch>): AsyncGenerator<LogBatch, void, undefined> {
    for await (const batch of batches) {
      this.clear()
      yield batch
      this.#isInLine = batch.type === 'lines' && batch.lines.at(-1)?.continues === true
      this.#draw()
    }
  }

  #draw(): void {
    const { shell, style } = this.#parts
    if (this.#keys === undefined || this.#isInLine) return
    const words = this.#keys.flatMap(({ key, label }) => (label === undefined ? [] : [[key, label] as const]))
    // Escape sequences take no room.
    const room = sizeOf(shell.stdout).columns - 1
    if (words.map((pair) => pair.join(' ')).join('   ').length > room) return
    const text = words.map(([key, label]) => `${style.bold(key)} ${style.dim(label)}`).join('   ')
    this.#isDrawn = true
    shell.stdout.write(`${eraseLine}${text}`)
  }

  #heard(text: string): void {
    for (const key of text) {
      if (this.#keys === undefined) return
      if (key === ctrlC) this.#parts.interrupt()
      else if (key === ctrlZ) this.#suspend()
      else if (key === '\r' || key === '\n') this.#newLine()
      else this.#press(key)
    }
  }

  /** What a key says takes the place of the menu. */
  #press(wanted: string): void {
    const key = this.#keys?.find((one) => one.key === wanted)
    if (key === undefined) return
    key.press()
    if (!this.#isDrawn) this.#draw()
  }

  /** Some press Enter to set what comes apart from what was. */
  #newLine(): void {
    this.clear()
    this.#parts.shell.stdout.write('\n')
    this.#draw()
  }

  #suspend(): void {
    const { terminal } = this.#parts.shell
    this.clear()
    terminal?.setMode('usual')
    terminal?.suspend()
    terminal?.setMode('keys')
    this.#draw()
  }
}
