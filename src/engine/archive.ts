/** A path in a container, as the engine describes it. */
export interface PathStat {
  readonly name: string
  readonly sizeBytes: number
  readonly kind: 'file' | 'directory' | 'link' | 'other'
  /** Permission bits. */
  readonly mode: number
  /** Where a link leads, as an absolute path in the container. */
  readonly linkTarget?: string
}

/** Files to put into a container. */
export interface Upload {
  /** A directory that exists; names in the archive are relative to it. */
  readonly directory: string
  readonly tar: AsyncIterable<Uint8Array>
  /** Give everything to the container's own user, instead of the owners that the archive names. */
  readonly toContainerUser?: boolean
}

export interface CommitOptions {
  /** What the image is called; absent: by its id alone. */
  readonly reference?: { readonly repository?: string; readonly tag?: string }
  readonly author?: string
  readonly message?: string
  /** Instructions of a Dockerfile. */
  readonly changes: readonly string[]
  /** Hold the container's processes meanwhile. */
  readonly pause: boolean
}

/** Files of containers, running or not. Every method rejects with `EngineError`, or with the signal's reason when aborted. */
export interface ArchiveGateway {
  /** `undefined` when there is no such path; rejects with kind `not-found` when there is no such container. */
  stat(container: string, path: string, signal: AbortSignal): Promise<PathStat | undefined>
  /** An archive of the path, whose entries start with its last name. Reading slowly slows the engine. */
  get(container: string, path: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Extracts an archive; what is there is replaced, but never a directory by something else or the other way round. */
  put(container: string, upload: Upload, signal: AbortSignal): Promise<void>
  /** The whole file system of a container as an archive. */
  export(container: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Makes an image of what a container has become; resolves to the image's id. */
  commit(container: string, options: CommitOptions, signal: AbortSignal): Promise<string>
}
