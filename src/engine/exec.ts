export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

/** A piece of what a process wrote. With a terminal, all of it is on `stdout`. */
export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr'
  readonly bytes: Uint8Array
}

/** The standard streams of a process in a container. */
export interface StandardStreams {
  /** In order, as it comes; reading slowly slows the process. Ends when the process has closed its output, or was detached from. */
  readonly output: AsyncIterable<OutputPiece>
  /** Resolves when more is wanted. After the process has ended, what is written is dropped. */
  write(bytes: Uint8Array): Promise<void>
  /** The process reads the end of its input; what it writes afterwards still arrives. */
  endInput(): void
  /** Gives up both directions; the process goes on. */
  close(): void
}

export interface ExecOptions {
  readonly command: readonly string[]
  readonly user?: string
  readonly workingDirectory?: string
  /** `NAME=VALUE` over the container's own. */
  readonly environment?: readonly string[]
  readonly privileged?: boolean
  readonly tty: boolean
  /** Which of its streams somebody will hold. */
  readonly attach: { readonly input: boolean; readonly output: boolean }
  /** Keys that leave it and let it run, for engines to let through what is none of them. */
  readonly detachKeys?: string
}

export interface AttachOptions {
  readonly input: boolean
  /** The container has a terminal: its output is bare. */
  readonly tty: boolean
  readonly detachKeys?: string
}

/**
 * Processes in containers and their streams. Every method rejects with `EngineError`, or with the signal's reason when aborted;
 * the signal that opened streams closes them.
 */
export interface ExecGateway {
  /** Prepares a process in a running container; resolves to its id. A container that is not running rejects with kind `conflict`. */
  prepare(container: string, options: ExecOptions, signal: AbortSignal): Promise<string>
  start(exec: string, options: StartOptions, signal: AbortSignal): Promise<StandardStreams>
  /** Nobody holds its streams. */
  startDetached(exec: string, signal: AbortSignal): Promise<void>
  /** `undefined` while it runs. */
  exitCode(exec: string, signal: AbortSignal): Promise<number | undefined>
  resize(exec: string, size: TerminalSize, signal: AbortSignal): Promise<void>
  /** The streams of the container's own process, from now on. Before its start too: then nothing is missed. */
  attach(container: string, options: AttachOptions, signal: AbortSignal): Promise<StandardStreams>
  resizeContainer(container: string, size: TerminalSize, signal: AbortSignal): Promise<void>
}

export interface StartOptions {
  readonly tty: boolean
  /** Of the terminal from the first moment on, where the engine can do that. */
  readonly size?: TerminalSize
}
