import type { Ending } from '../app/surroundings.ts'
import type { Emit } from '../events/run-event.ts'
import type { Timeline } from '../events/timeline.ts'
import type { Sink } from '../render/sink.ts'
import type { Json } from '../units/json.ts'
import type { StopSignal } from './exit-codes.ts'

/** `keys`: every key comes as it is. `raw`: what is written goes to the screen as it is, too. */
export type TerminalMode = 'usual' | 'keys' | 'raw'

/** The outside of one run of the command: the only way to streams, variables and signals below `main.ts`. */
export interface Shell {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly stdin: NodeJS.ReadableStream
  /** Asks on the terminal, '' when it is closed; absent when nobody is there to answer. Rejects when aborted. */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<string>
  /** The terminal that standard input is; absent where it is none. */
  readonly terminal?: {
    readonly setMode: (mode: TerminalMode) => void
    /** Calls back when the size of the screen has changed, until the returned function is called. */
    readonly onResize: (listener: () => void) => () => void
    /** Keys come to this process; one that was put into the background is stopped when it asks for them. */
    readonly isOurs: () => boolean
    /** Stops this process, as Ctrl-Z does; returns when somebody has it go on. */
    readonly suspend: () => void
  }
  /** Takes what programs are told at the end, where that was asked for; standard output is then not the command's. */
  readonly report?: {
    readonly hear: Emit
    readonly ended: (ending: Ending) => void
    readonly result: (result: Json) => void
    readonly timeline: (timeline: Timeline) => void
  }
  readonly environment: Readonly<Record<string, string>>
  readonly currentDirectory: string
  /** Milliseconds that only go up. */
  readonly now: () => number
  /** Unix time in milliseconds. */
  readonly unixMs: () => number
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  readonly onSignal: (listener: (signal: StopSignal) => void) => () => void
  /** Ends the process at once. */
  readonly leave: (exitCode: number) => void
}
