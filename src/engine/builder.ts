import type { Duplex } from 'node:stream'

/** What a session offers, as its headers tell the engine. */
export interface SessionGreeting {
  readonly id: string
  /** What the files of local contexts are remembered under: the same files under the same key are sent once. */
  readonly sharedKey: string
  /** "/moby.filesync.v1.FileSync/DiffCopy". */
  readonly methods: readonly string[]
}

/** The query of a build by the builder that came before BuildKit. Several values are as many parameters. */
export type ClassicQuery = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** What the classic builder says while it works: output, the id of what it made, or why it ended. */
export type ClassicNews =
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'status'; readonly part?: string; readonly text: string }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'failure'; readonly message: string; readonly exitCode?: number }

/** How images are made on an engine. Every method rejects with `EngineError`, or with the signal's reason when aborted. */
export interface BuildGateway {
  /** The best builder the engine has. */
  kind(signal: AbortSignal): Promise<'buildkit' | 'classic'>
  /** Whether an image can be more than one: for several platforms, with statements about how it was made. */
  storesIndexes(signal: AbortSignal): Promise<boolean>
  /** A connection that speaks gRPC with BuildKit. The signal closes it. */
  openControl(signal: AbortSignal): Promise<Duplex>
  /** A connection on which BuildKit asks us, by gRPC, for what a build needs. The signal closes it. */
  openSession(greeting: SessionGreeting, signal: AbortSignal): Promise<Duplex>
  /** Builds from an archive with the classic builder. `registryConfig` is the content of `X-Registry-Config`. */
  buildArchive(
    request: { readonly query: ClassicQuery; readonly registryConfig?: string },
    archive: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncIterable<ClassicNews>
}
