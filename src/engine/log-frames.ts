import { EngineError } from './errors.ts'
import { flush, lane, latin1, splitLines } from './log-lines.ts'
import type { Lane, LogLine, Range } from './log-lines.ts'
import { engineRecordBytes, stripTimestamps } from './terminal-records.ts'

export type { LogLine } from './log-lines.ts'

interface DecodeOptions {
  /** The output of a terminal comes without frames. */
  readonly tty: boolean
  /** Each line (and each part of a line the engine split) starts with a timestamp, which is taken off. */
  readonly timestamps: boolean
  /**
   * The engine gives each line in full, but for lines longer than a record: what is shorter and has no newline is the end of what a run of
   * the container wrote, and the next run begins a new line. Docker does; Podman hands on what was written at once.
   */
  readonly linesInFull?: boolean
}

const space = 32
const headerBytes = 8

/** Turns bytes into lines. Lines share memory with the chunks they came from, so chunks must not be reused. */
interface Decoder {
  push(chunk: Uint8Array): LogLine[]
  /** What is left when the stream is over. */
  finish(): LogLine[]
}

/**
 * Lines of a container's log, one batch for each chunk that completes a line. Chunks may be cut anywhere: inside a frame's
 * header, a timestamp or a character. An error frame of the engine rejects with `EngineError`.
 */
export async function* decodeLogs(
  chunks: AsyncIterable<Uint8Array>,
  options: DecodeOptions,
): AsyncGenerator<readonly LogLine[], void, undefined> {
  const decoder = options.tty ? terminalDecoder(options) : frameDecoder(options)
  for await (const chunk of chunks) {
    const lines = decoder.push(chunk)
    if (lines.length > 0) yield lines
  }
  const rest = decoder.finish()
  if (rest.length > 0) yield rest
}

/** Frames: one byte stream number, three zero bytes, four bytes length (big endian), then so many bytes of payload. */
interface FrameState {
  readonly timestamps: boolean
  readonly linesInFull: boolean
  readonly stdout: Lane
  readonly stderr: Lane
  /** Of the frame being read; undefined in an error frame. */
  current: Lane | undefined
  remaining: number
  readonly header: Uint8Array
  headerFill: number
  /** The timestamp at the start of a frame, as far as it was read; undefined once it is behind. */
  stamp: string | undefined
  /** The whole timestamp of the frame being read, where it has one. */
  frameStamp: string | undefined
  /** Nothing of the frame's text was read yet. */
  isAtStart: boolean
  failure: string
}

function frameDecoder({ timestamps, linesInFull = false }: DecodeOptions): Decoder {
  const state: FrameState = {
    timestamps,
    linesInFull,
    stdout: lane('stdout'),
    stderr: lane('stderr'),
    current: undefined,
    remaining: 0,
    header: new Uint8Array(headerBytes),
    headerFill: 0,
    stamp: undefined,
    frameStamp: undefined,
    isAtStart: false,
    failure: '',
  }
  return {
    push: (chunk) => decodeFrames(state, chunk),
    finish: () => {
      throwFailure(state)
      const lines: LogLine[] = []
      flush(state.stdout, lines)
      flush(state.stderr, lines)
      return lines
    },
  }
}

function decodeFrames(state: FrameState, chunk: Uint8Array): LogLine[] {
  const lines: LogLine[] = []
  const end = chunk.length
  let at = 0
  while (at < end) {
    if (state.remaining === 0) {
      throwFailure(state)
      at = readHeader(state, chunk, at)
      continue
    }
    let stop = at + state.remaining
    if (stop > end) stop = end
    state.remaining -= stop - at
    if (state.current === undefined) state.failure += latin1(chunk, at, stop)
    else {
      if (state.stamp !== undefined) at = readStamp(state, chunk, { from: at, to: stop })
      if (at < stop) {
        if (state.isAtStart) beginText(state, state.current, state.remaining + stop - at, lines)
        splitLines(state.current, chunk, { from: at, to: stop }, lines)
      }
    }
    at = stop
  }
  return lines
}

function readHeader(state: FrameState, chunk: Uint8Array, from: number): number {
  if (state.headerFill === 0 && from + headerBytes <= chunk.length) {
    beginFrame(state, chunk, from)
    return from + headerBytes
  }
  const taken = Math.min(headerBytes - state.headerFill, chunk.length - from)
  state.header.set(chunk.subarray(from, from + taken), state.headerFill)
  state.headerFill += taken
  if (state.headerFill === headerBytes) {
    state.headerFill = 0
    beginFrame(state, state.header, 0)
  }
  return from + taken
}

function beginFrame(state: FrameState, bytes: Uint8Array, at: number): void {
  const length = at + 4
  state.remaining =
    (byteAt(bytes, length) << 24) |
    (byteAt(bytes, length + 1) << 16) |
    (byteAt(bytes, length + 2) << 8) |
    byteAt(bytes, length + 3)
  // A frame of 2 GB or more does not exist; read as one, garbage would be swallowed for ever.
  if (state.remaining < 0)
    throw new EngineError('failed', 'the log stream of the engine is not in its format')
  state.current = laneOf(state, byteAt(bytes, at))
  state.stamp = state.timestamps && state.current !== undefined ? '' : undefined
  state.frameStamp = undefined
  state.isAtStart = true
}

/** The text of a frame goes on with the waiting line, or begins the next one. */
function beginText(state: FrameState, current: Lane, sizeBytes: number, lines: LogLine[]): void {
  state.isAtStart = false
  const { frameStamp } = state
  if (state.linesInFull && current.frameBytes < engineRecordBytes) {
    // The parts of one line have one timestamp.
    if (frameStamp === undefined || frameStamp !== current.timestamp) flush(current, lines)
  }
  // The second part of a split line has a timestamp of its own, which is dropped.
  if (current.pieces.length === 0) current.timestamp = frameStamp
  current.frameBytes = sizeBytes
}

/** Streams 0 and 1 are standard output, 2 is standard error, 3 is a message of the engine itself. */
function laneOf(state: FrameState, number: number): Lane | undefined {
  if (number === 2) return state.stderr
  if (number < 2) return state.stdout
  if (number === 3) return undefined
  throw new EngineError(
    'failed',
    `the log stream of the engine is not in its format (stream number ${number})`,
  )
}

function throwFailure(state: FrameState): void {
  if (state.failure !== '') throw new EngineError('failed', state.failure.trim())
}

/** Reads on in the timestamp at the start of a frame; returns where the text begins, or the end. */
function readStamp(state: FrameState, chunk: Uint8Array, range: Range): number {
  let at = range.from
  while (at < range.to && chunk[at] !== space) at += 1
  const stamp = `${state.stamp ?? ''}${latin1(chunk, range.from, at)}`
  if (at === range.to) {
    state.stamp = stamp
    return at
  }
  state.stamp = undefined
  state.frameStamp = stamp
  return at + 1
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

/** A terminal's output: one stream, no frames. */
function terminalDecoder({ timestamps, linesInFull = false }: DecodeOptions): Decoder {
  const current = lane('stdout')
  const push = (chunk: Uint8Array) => {
    const lines: LogLine[] = []
    splitLines(current, chunk, { from: 0, to: chunk.length }, lines)
    return lines
  }
  const finish = () => {
    const lines: LogLine[] = []
    flush(current, lines)
    return lines
  }
  if (!timestamps) return { push, finish }
  const strip = (line: LogLine) => stripTimestamps(line, linesInFull)
  return { push: (chunk) => push(chunk).flatMap(strip), finish: () => finish().flatMap(strip) }
}
