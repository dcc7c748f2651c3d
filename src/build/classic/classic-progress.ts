import type { BuildNews } from '../../events/run-event.ts'

const keptLines = 20

/** What steps print to standard error comes in red. */
// oxlint-disable-next-line no-control-regex -- the escape character is what begins a colour
const colour = /\u001B\[\d*m/g

/** Makes steps of the text the classic builder prints: each begins with a line of its own. */
export class ClassicProgress {
  readonly #tell: (news: BuildNews) => void
  readonly #now: () => number
  readonly #lines: string[] = []
  #step:
    { readonly key: string; readonly name: string; readonly startedMs: number; isCached: boolean } | undefined
  #count = 0

  constructor(tell: (news: BuildNews) => void, now: () => number) {
    this.#tell = tell
    this.#now = now
  }

  output(printed: string): void {
    const text = printed.replaceAll(colour, '')
    if (text.trim() === '') return
    // Docker's words, and those of Podman.
    const begun = /^step (\d+\/\d+) ?: (.*)$/is.exec(text.trimEnd())
    if (begun !== null) this.#begin(`[${begun[1] ?? ''}] ${begun[2] ?? ''}`)
    else if (/^ ?-+> Using cache/.test(text) && this.#step !== undefined) this.#step.isCached = true
    else if (!/^(?: ?-+> |COMMIT |Remov(?:ed|ing) intermediate|Successfully |[0-9a-f]{64}$)/m.test(text))
      this.#print(text)
  }

  status(text: string, part: string | undefined): void {
    const step = this.#step?.key ?? '0'
    this.#tell({ news: 'transfer', step, part: part ?? text, done: 0, isComplete: false })
  }

  /** The last step has ended. */
  end(error?: string): void {
    const step = this.#step
    if (step === undefined) return
    this.#step = undefined
    const state = error === undefined ? (step.isCached ? 'cached' : 'done') : 'failed'
    const ms = this.#now() - step.startedMs
    const why = error === undefined ? {} : { error }
    this.#tell({ news: 'step', step: step.key, name: step.name, state, ms, ...why })
  }

  get current(): string | undefined {
    return this.#step?.name
  }

  /** The end of what the current step printed. */
  get lines(): readonly string[] {
    return this.#lines.filter((line) => line.trim() !== '')
  }

  #begin(name: string): void {
    this.end()
    this.#count += 1
    this.#lines.length = 0
    this.#step = { key: String(this.#count), name, startedMs: this.#now(), isCached: false }
    this.#tell({ news: 'step', step: this.#step.key, name, state: 'started' })
  }

  #print(text: string): void {
    this.#lines.push(...text.split('\n'))
    this.#lines.splice(0, this.#lines.length - keptLines)
    const ms = this.#step === undefined ? 0 : this.#now() - this.#step.startedMs
    this.#tell({ news: 'output', step: this.#step?.key ?? '0', stream: 'stdout', text, ms })
  }
}
