/** One line of a container's output, without its newline. Bytes, not text: what a program writes passes unchanged. */
export interface LogLine {
  readonly stream: 'stdout' | 'stderr'
  readonly bytes: Uint8Array
  /** RFC 3339 with nanoseconds, where asked for. */
  readonly timestamp?: string
  /** The stream ended without a newline after this line. */
  readonly unterminated?: true
}
