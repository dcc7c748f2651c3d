import type { Emit } from './run-event.ts'

/** A yes-or-no question with the answer that is taken when nobody can be asked. */
export interface Question {
  readonly text: string
  readonly default: boolean
  /** The flag that answers yes beforehand; named where the question cannot be asked. */
  readonly flag?: string
}

/** `unasked`: nobody is there to answer, and the question has a flag that would. */
export type Answer = boolean | 'unasked'

/** What a front end lends to a use-case. The library's default answers every question with its default. */
export interface Host {
  readonly emit: Emit
  confirm(question: Question): Promise<Answer>
}

/** Which container a line came from. */
export interface LogSource {
  readonly service: string
  readonly number: number
  /** The name in front of each line: `web-1`, or a custom container name. */
  readonly label: string
}

export interface LogEntry {
  readonly stream: 'stdout' | 'stderr'
  readonly bytes: Uint8Array
  readonly timestamp?: string
  /** The stream, or the run of the container, ended without a newline after this line. */
  readonly unterminated?: true
  /** The line is so long that it comes in parts: the next one of this container and stream goes on with it. */
  readonly continues?: true
}

/** Something to show from followed containers: lines of one of them, or a change of its state. */
export type LogBatch =
  | { readonly type: 'lines'; readonly source: LogSource; readonly lines: readonly LogEntry[] }
  | {
      readonly type: 'exited'
      readonly source: LogSource
      readonly code: number
      readonly restarting: boolean
    }

/** Shows batches in order. Resolves when they end; takes the next one only when the last is written, so a slow terminal slows reading. */
export interface LogView {
  /** Labels known beforehand, so that prefixes line up from the first line. */
  announce(labels: readonly string[]): void
  show(batches: AsyncIterable<LogBatch>): Promise<void>
}
