import type { Engine } from '../engine/engine.ts'
import type { Host } from '../events/host.ts'
import type { Machine } from '../events/machine.ts'
import type { Programs } from '../events/programs.ts'
import type { ArtifactReference } from '../registry/reference.ts'
import type { RepositoryWriter } from '../registry/registry-writer.ts'
import type { SourceReader } from '../load/load-request.ts'

/** What a user's docker configuration says beyond the engine and its logins. */
export interface ClientSettings {
  /** Keys that leave a process and let it run: "ctrl-p,ctrl-q". */
  readonly detachKeys?: string
  /** How `ps` lists where it is asked for no format in particular. */
  readonly psFormat?: string
  /** Proxy variables that containers get. */
  readonly proxyEnvironment: Readonly<Record<string, string>>
  /** A configuration with the logins alone, for clients that run in containers. */
  readonly loginsFile: string
}

/** What every use-case is given; composition roots (CLI, library, tests) choose the concrete things. */
export interface Surroundings {
  /** Connects on first use, so that a mistake in a file is reported without an engine. */
  readonly engine: () => Promise<Engine>
  readonly host: Host
  readonly reader: SourceReader
  /** Milliseconds that only go up. */
  readonly now: () => number
  /** The time it is; absent where nothing goes by the age of images. */
  readonly unixMs?: () => number
  /** At most so many actions at once; absent: as many as do the engine good. */
  readonly concurrency?: number
  /** Resolves after so many milliseconds, or rejects when aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  /** What the registry of an image wants to see before it gives it, encoded; undefined where nothing is stored for it. */
  readonly registryAuth?: (reference: string) => Promise<string | undefined>
  /** All stored logins, encoded: for builders that do not say which they need. */
  readonly registryConfig?: () => Promise<string | undefined>
  /** Registries to publish to; absent where nothing is published. */
  readonly openRegistry?: () => Promise<(reference: ArtifactReference) => RepositoryWriter>
  /** Programs of others, for providers and models; absent where none may be run. */
  readonly programs?: Programs
  /** The machine itself, where the engine of this address is on it; absent where nobody may look. */
  readonly machine?: (engineAddress: string) => Promise<Machine | undefined>
  /** What the docker command's configuration says; absent where nobody has one. */
  readonly clientSettings?: () => Promise<ClientSettings>
  /**
   * Waits until no other command on this machine is making things for the same key (a project on an engine); disposing of the
   * result lets the next one go on.
   */
  readonly takeTurn: (key: string, signal: AbortSignal) => Promise<Disposable>
  /** Aborted by the first interrupt: end in good order. */
  readonly signal: AbortSignal
  /** Aborted by the second interrupt: what still runs in this command's care is killed. */
  readonly force: AbortSignal
}

/** How a use-case ended; the CLI turns it into an exit code, the library returns it. Causes were emitted as diagnostics. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'invalid' }
  /** Something has to be decided that nobody was there to decide; nothing was done. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'code'; readonly code: number }
