/** One line of a container's output, without its newline. Bytes, not text: what a program writes passes unchanged. */
export interface LogLine {
  readonly stream: 'stdout' | 'stderr'
  readonly bytes: Uint8Array
  /** RFC 3339 with nanoseconds, where asked for. */
  readonly timestamp?: string
  /** The stream, or the run of the container, ended without a newline after this line. */
  readonly unterminated?: true
  /** The line is longer than `longestLineBytes`; its rest is the next `LogLine` of the same stream. */
  readonly continues?: true
}

/** A longer line is handed on in pieces, so that one endless line cannot fill the memory. */
export const longestLineBytes = 1024 * 1024

const newline = 10

/** What is known of the unfinished line of one stream. */
export interface Lane {
  readonly stream: 'stdout' | 'stderr'
  pieces: Uint8Array[]
  sizeBytes: number
  timestamp: string | undefined
  /** Length of the text of the last frame. */
  frameBytes: number
}

/** Half open: `chunk[from, to)`. */
export interface Range {
  readonly from: number
  readonly to: number
}

export function lane(stream: 'stdout' | 'stderr'): Lane {
  return { stream, pieces: [], sizeBytes: 0, timestamp: undefined, frameBytes: 0 }
}

/** Cuts `chunk[from, to)` at newlines; what follows the last one waits in the lane. */
export function splitLines(current: Lane, chunk: Uint8Array, range: Range, lines: LogLine[]): void {
  let start = range.from
  while (start < range.to) {
    const stop = findNewline(chunk, start, range.to)
    if (stop === -1) {
      keep(current, view(chunk, start, range.to), lines)
      return
    }
    const bytes = view(chunk, start, stop)
    lines.push(finishLine(current, current.pieces.length === 0 ? bytes : joined(current, bytes)))
    start = stop + 1
  }
}

function finishLine(current: Lane, bytes: Uint8Array): LogLine {
  const timestamp = current.timestamp
  if (timestamp === undefined) return { stream: current.stream, bytes }
  current.timestamp = undefined
  return { stream: current.stream, bytes, timestamp }
}

function keep(current: Lane, piece: Uint8Array, lines: LogLine[]): void {
  current.pieces.push(piece)
  current.sizeBytes += piece.length
  if (current.sizeBytes < longestLineBytes) return
  const timestamp = current.timestamp
  lines.push({ ...finishLine(current, joined(current, empty)), continues: true })
  current.timestamp = timestamp
}

/** The line that was never ended, if there is one. */
export function flush(current: Lane, lines: LogLine[]): void {
  if (current.sizeBytes === 0) return
  lines.push({ ...finishLine(current, joined(current, empty)), unterminated: true })
}

const empty = new Uint8Array(0)

/** The waiting pieces and the last one, as one array; the lane is empty afterwards. */
function joined(current: Lane, last: Uint8Array): Uint8Array {
  const whole = new Uint8Array(current.sizeBytes + last.length)
  let at = 0
  for (const piece of current.pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  whole.set(last, at)
  current.pieces = []
  current.sizeBytes = 0
  return whole
}

/** Most lines are short: looking at each byte beats a call into the engine until about here. */
const shortLineBytes = 96

function findNewline(chunk: Uint8Array, from: number, to: number): number {
  const near = from + shortLineBytes < to ? from + shortLineBytes : to
  for (let at = from; at < near; at += 1) if (chunk[at] === newline) return at
  if (near === to) return -1
  const found = view(chunk, near, to).indexOf(newline)
  return found === -1 ? -1 : near + found
}

export function view(chunk: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(chunk.buffer, chunk.byteOffset + from, to - from)
}

/** For timestamps and messages of the engine, which are short and plain. */
export function latin1(chunk: Uint8Array, from: number, to: number): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset + from, to - from).toString('latin1')
}
