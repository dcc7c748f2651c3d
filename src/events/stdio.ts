export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

/** The terminal that somebody sits before. */
export interface UserTerminal {
  size(): ScreenSize
  /** Calls back on each change of its size until the returned function is called. */
  onResize(listener: () => void): () => void
  /** Every key goes to whoever reads, as it is, until the returned function is called. */
  makeRaw(): () => void
}

/** Standard input and outputs, lent to a process in a container. Not a byte is changed on the way. */
export interface Stdio {
  /** Nothing is read before the first turn. */
  readonly input: AsyncIterable<Uint8Array>
  /** Resolves when more is wanted. */
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void>
  /** Where input and output are one. */
  readonly terminal?: UserTerminal
  /** Signals that would end the command are handed over, until the returned function is called. */
  readonly forwardSignals?: (listener: (signal: string) => void) => () => void
}
