import { EngineError } from '../errors.ts'

const carriageReturn = 13
const lineFeed = 10
/** Copying so few bytes one by one is cheaper than a call. */
const fewBytes = 24

type Expecting = 'size' | 'payload' | 'payload end' | 'trailer' | 'nothing'

/** Where the reader is in a chunked body. */
interface State {
  expecting: Expecting
  /** Of the chunk being read; while its size is read, the digits so far. */
  remaining: number
  /** After ";" in a size line: extensions, which mean nothing here. */
  inExtension: boolean
  trailerLineBytes: number
}

/**
 * The content of an HTTP body in chunks. An engine that follows a log makes a chunk of each line; Node's own parser calls back for
 * each. Here the content of all chunks in one piece of input is moved together, in place, and comes as one piece.
 * Rejects when the input ends before the body does.
 */
export async function* dechunk(
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const state: State = { expecting: 'size', remaining: 0, inExtension: false, trailerLineBytes: 0 }
  for await (const piece of input) {
    const content = contentOf(state, piece)
    if (content.length > 0) yield content
    if (state.expecting === 'nothing') return
  }
  throw new EngineError('unreachable', 'the engine closed the connection in the middle of an answer')
}

function contentOf(state: State, piece: Uint8Array): Uint8Array {
  let at = 0
  let start = 0
  let end = 0
  while (at < piece.length && state.expecting !== 'nothing') {
    if (state.expecting !== 'payload') {
      readByte(state, piece[at] ?? 0)
      at += 1
      continue
    }
    const stop = Math.min(at + state.remaining, piece.length)
    if (end === 0) start = end = at
    end = move(piece, at, stop, end)
    state.remaining -= stop - at
    if (state.remaining === 0) state.expecting = 'payload end'
    at = stop
  }
  return piece.subarray(start, end)
}

/** Moves `piece[from, to)` to `target`, which is not behind it; returns the end of the moved part. */
function move(piece: Uint8Array, from: number, to: number, target: number): number {
  if (target === from) return to
  if (to - from > fewBytes) piece.copyWithin(target, from, to)
  else for (let at = from; at < to; at += 1) piece[target + at - from] = piece[at] ?? 0
  return target + to - from
}

function readByte(state: State, byte: number): void {
  switch (state.expecting) {
    case 'size':
      return readSize(state, byte)
    case 'payload end':
      if (byte === lineFeed) state.expecting = 'size'
      else if (byte !== carriageReturn) throw malformed()
      return
    case 'trailer':
      if (byte === lineFeed) {
        if (state.trailerLineBytes === 0) state.expecting = 'nothing'
        state.trailerLineBytes = 0
      } else if (byte !== carriageReturn) state.trailerLineBytes += 1
      return
    case 'payload':
    case 'nothing':
      return
  }
}

function readSize(state: State, byte: number): void {
  if (byte === lineFeed) {
    state.expecting = state.remaining === 0 ? 'trailer' : 'payload'
    state.inExtension = false
    return
  }
  if (byte === carriageReturn || state.inExtension) return
  const digit = hexDigit(byte)
  if (digit === undefined) {
    if (byte !== semicolon && byte !== space) throw malformed()
    state.inExtension = true
  } else state.remaining = state.remaining * 16 + digit
}

const semicolon = 59
const space = 32

function hexDigit(byte: number): number | undefined {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : undefined
}

function malformed(): EngineError {
  return new EngineError('failed', 'the engine sent an answer that is not HTTP')
}
