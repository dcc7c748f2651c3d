/** Where bytes go: the part of a Node stream that output needs, passed in by whoever has one. */
export interface Sink {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
  /** `false`: the stream has more than it wants to hold; wait for 'drain'. */
  write(chunk: string | Uint8Array): boolean
  once(event: 'drain' | 'close', listener: () => void): unknown
  off(event: 'drain' | 'close', listener: () => void): unknown
}

/** Resolves when the sink wants more, or will never take any. */
export async function drained(sink: Sink): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      sink.off('drain', settle)
      sink.off('close', settle)
      resolve()
    }
    sink.once('drain', settle)
    sink.once('close', settle)
  })
}

/** How much fits on the screen. A terminal that does not know its size says 0. */
export function sizeOf({ columns = 0, rows = 0 }: Sink): { readonly columns: number; readonly rows: number } {
  return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 }
}
