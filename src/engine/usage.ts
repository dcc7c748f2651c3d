/** The processes in a container as the engine's machine sees them; which columns there are depends on the engine. */
export interface ProcessTable {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a container uses at a moment, or has used since its start. */
export interface ContainerUsage {
  /** Of one processor: with four busy ones, 400. */
  readonly cpuPercent: number
  /** Without what the kernel would give back at once. */
  readonly memoryBytes: number
  readonly memoryLimitBytes: number
  readonly receivedBytes: number
  readonly sentBytes: number
  readonly readBytes: number
  readonly writtenBytes: number
  readonly processes: number
}
