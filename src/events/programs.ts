/** How a program is called. */
export interface ProgramCall {
  /** Where it is, as `find` says. */
  readonly path: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
  /** Told of each line of its standard output as it comes. */
  readonly onLine: (line: string) => void
}

export interface ProgramEnd {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined
  /** The last lines of its standard error. */
  readonly errors: readonly string[]
}

/** Programs of others on the user's machine: providers of services, and the runner of models. */
export interface Programs {
  /**
   * Where a plugin of the docker command is (`docker-NAME` in its folders), or else a program of this name on the search path unless
   * `pluginOnly`.
   */
  find(name: string, options: { readonly pluginOnly: boolean }): Promise<string | undefined>
  /** Resolves when it has ended, however it ended. Rejects when it cannot be started, and with the signal's reason when aborted: then it is ended. */
  run(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd>
}
