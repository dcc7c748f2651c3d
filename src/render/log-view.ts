import type { LogBatch, LogEntry, LogSource, LogView } from '../events/host.ts'
import type { Sink } from './sink.ts'
import { drained } from './sink.ts'

export interface LogViewOptions {
  readonly stdout: Sink
  /** Where lines of standard error go: the same as `stdout` for `logs`. */
  readonly stderr: Sink
  readonly color: boolean
  readonly prefix: boolean
  /** In front of each line: the engine's, or that of this moment. */
  readonly timestamps: 'none' | 'engine' | 'client'
  readonly clock: () => Date
  /** Names what is attached to, on `stdout`, when labels are announced. */
  readonly banner: boolean
  /** Called before anything is written: takes a progress display off the screen. */
  readonly beforeWrite: () => void
}

// The order of Docker Compose; who knows a service by its colour keeps it.
const codes = [36, 33, 32, 35, 34]
const palette: readonly string[] = [
  ...codes.map((code) => `\u001B[${code}m`),
  ...codes.map((code) => `\u001B[${code};1m`),
]
const reset = '\u001B[0m'
const newline = 0x0a

/** Shows followed containers on two streams, each line behind the name of its container. Bytes pass unchanged. */
export function createLogView(options: LogViewOptions): LogView {
  return new PrefixedLogView(options)
}

class PrefixedLogView implements LogView {
  readonly #options: LogViewOptions
  readonly #prefixes = new Map<string, Uint8Array>()
  readonly #colorOf = new Map<string, string>()
  /** Lanes whose last line goes on. */
  readonly #open = new Set<string>()
  #width = 0
  #isIntroduced = false

  constructor(options: LogViewOptions) {
    this.#options = options
  }

  announce(labels: readonly string[]): void {
    for (const label of labels) this.#widen(label)
    if (!this.#options.banner || this.#isIntroduced || labels.length === 0) return
    this.#isIntroduced = true
    this.#options.beforeWrite()
    this.#options.stdout.write(`Attaching to ${[...labels].sort().join(', ')}\n`)
  }

  async show(batches: AsyncIterable<LogBatch>): Promise<void> {
    for await (const batch of batches) await this.#write(batch)
  }

  async #write(batch: LogBatch): Promise<void> {
    const { stdout, stderr, beforeWrite } = this.#options
    const full = new Set<Sink>()
    beforeWrite()
    if (batch.type === 'exited') {
      if (!stdout.write(this.#exitLine(batch))) full.add(stdout)
    } else {
      const prefix = this.#prefixOf(batch.source)
      const stampOf = this.#stamps()
      for (const run of runsOfOneStream(batch.lines)) {
        const sink = run.stream === 'stderr' ? stderr : stdout
        const lane = `${batch.source.label} ${run.stream}`
        const lines = batch.lines.slice(run.start, run.end)
        if (!sink.write(joinLines(lines, { prefix, stampOf, isOpen: this.#open.has(lane) }))) full.add(sink)
        if (lines.at(-1)?.continues === true) this.#open.add(lane)
        else this.#open.delete(lane)
      }
    }
    for (const sink of full) await drained(sink)
  }

  #stamps(): LineStart['stampOf'] {
    const { timestamps, clock } = this.#options
    if (timestamps === 'none') return undefined
    const now = goNanoseconds(clock())
    return timestamps === 'engine' ? (line) => line.timestamp ?? now : () => now
  }

  #exitLine({ source, code, restarting }: Extract<LogBatch, { readonly type: 'exited' }>): string {
    const { stdout, color } = this.#options
    const text = `${source.label} exited with code ${code}${restarting ? ' (restarting)' : ''}`
    // On a terminal the line may stand behind an echoed ^C.
    const start = stdout.isTTY === true ? '\r\u001B[K' : ''
    return color ? `${start}${this.#color(source.label)}${text}${reset}\n` : `${start}${text}\n`
  }

  #prefixOf({ label }: LogSource): Uint8Array {
    this.#widen(label)
    const known = this.#prefixes.get(label)
    if (known !== undefined) return known
    const text = this.#options.prefix ? `${label.padEnd(this.#width)}  | ` : ''
    const painted = text !== '' && this.#options.color ? `${this.#color(label)}${text}${reset}` : text
    const bytes = Buffer.from(painted)
    this.#prefixes.set(label, bytes)
    return bytes
  }

  #widen(label: string): void {
    if (label.length <= this.#width) return
    this.#width = label.length
    this.#prefixes.clear()
  }

  #color(label: string): string {
    const known = this.#colorOf.get(label)
    if (known !== undefined) return known
    const color = palette[this.#colorOf.size % palette.length] ?? ''
    this.#colorOf.set(label, color)
    return color
  }
}

interface Run {
  readonly stream: LogEntry['stream']
  readonly start: number
  readonly end: number
}

/** Lines of both streams keep their order, so they are written in runs. */
function runsOfOneStream(lines: readonly LogEntry[]): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  for (let index = 1; index <= lines.length; index += 1) {
    const stream = lines[start]?.stream ?? 'stdout'
    if (index < lines.length && lines[index]?.stream === stream) continue
    runs.push({ stream, start, end: index })
    start = index
  }
  return runs
}

interface LineStart {
  readonly prefix: Uint8Array
  readonly stampOf: ((line: LogEntry) => string) | undefined
  /** The first line goes on with the last one that was written. */
  readonly isOpen: boolean
}

/**
 * One buffer for a whole run of lines: a write costs far more than a copy. A line that ended without a newline gets one, so
 * that the next container does not continue it.
 */
function joinLines(lines: readonly LogEntry[], { prefix, stampOf, isOpen }: LineStart): Uint8Array {
  let size = 0
  for (const line of lines) {
    size += prefix.length + line.bytes.length + 1
    if (stampOf !== undefined) size += stampOf(line).length + 1
  }
  const buffer = Buffer.allocUnsafe(size)
  let offset = 0
  let startsLine = !isOpen
  for (const line of lines) {
    if (startsLine) {
      buffer.set(prefix, offset)
      offset += prefix.length
      if (stampOf !== undefined) offset += buffer.write(`${stampOf(line)} `, offset, 'latin1')
    }
    buffer.set(line.bytes, offset)
    offset += line.bytes.length
    startsLine = line.continues !== true
    if (startsLine) offset = buffer.writeUInt8(newline, offset)
  }
  return buffer.subarray(0, offset)
}

/** All nine digits, as the engine writes them, so that columns line up. */
function goNanoseconds(date: Date): string {
  return date.toISOString().replace('Z', '000000Z')
}
