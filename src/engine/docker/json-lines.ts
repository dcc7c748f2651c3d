import { EngineError } from '../errors.ts'

/** One JSON value a line. `text` is the line: numbers beyond 2^53 are read from it. */
export interface JsonLine {
  readonly value: unknown
  readonly text: string
}

/** Values of a stream of JSON lines, the last one with or without a line break. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<JsonLine, void, undefined> {
  const decoder = new TextDecoder()
  let unfinished = ''
  for await (const piece of bytes) {
    const lines = (unfinished + decoder.decode(piece, { stream: true })).split('\n')
    unfinished = lines.pop() ?? ''
    for (const text of lines) if (text.trim() !== '') yield { value: parse(text), text }
  }
  const last = unfinished + decoder.decode()
  if (last.trim() !== '') yield { value: parse(last), text: last }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new EngineError('failed', `the engine sent a line that is not JSON: ${text.slice(0, 100)}`, {
      cause,
    })
  }
}
