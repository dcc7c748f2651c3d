export interface PortListener {
  readonly protocol: 'tcp' | 'udp'
  /** "0.0.0.0", "127.0.0.1", "::". */
  readonly address: string
  readonly port: number
  /** Absent where it may not be known. */
  readonly program?: { readonly id: number; readonly name: string }
}

/** What is there without a container engine: the machine that the command runs on. */
export interface Machine {
  /** What is at an absolute path; undefined where that cannot be told. */
  kindOf(path: string): Promise<'file' | 'folder' | 'missing' | undefined>
  /** The space on the disk that has this folder; undefined where it cannot be seen. */
  spaceOf(folder: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | undefined>
  /** Who listens on any of these ports, containers' ports included; none where the engine publishes ports elsewhere. */
  listenersOn(ports: ReadonlySet<number>): Promise<readonly PortListener[]>
}
