import type { Sink } from '../../src/render/sink.ts'

interface MemorySink extends Sink {
  /** Everything written so far, as text. */
  text(): string
  /** How often something was written. */
  writes(): number
  /** Lets a writer go on that was told to wait. */
  drain(): void
}

interface MemorySinkOptions {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
  /** Answers every write with "wait for drain". */
  readonly slow?: boolean
}

/** A stream that remembers what was written to it. */
export function memorySink(options: MemorySinkOptions = {}): MemorySink {
  const chunks: Buffer[] = []
  const listeners = new Set<() => void>()
  return {
    ...(options.isTTY === undefined ? {} : { isTTY: options.isTTY }),
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    ...(options.rows === undefined ? {} : { rows: options.rows }),
    write: (chunk) => {
      chunks.push(Buffer.from(chunk))
      return options.slow !== true
    },
    once: (event, listener) => {
      if (event === 'drain') listeners.add(listener)
    },
    off: (_event, listener) => listeners.delete(listener),
    text: () => Buffer.concat(chunks).toString(),
    writes: () => chunks.length,
    drain: () => {
      for (const listener of listeners) listener()
    },
  }
}
