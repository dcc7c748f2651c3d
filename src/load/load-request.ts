import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Project } from '../model/project.ts'
import type { VariableTrail } from './variable-trail.ts'

/** The loader's only way to files. Paths are absolute; `-` is standard input. */
export interface SourceReader {
  /** The text, or `undefined` when there is no such file. Rejects with `OperationError` CMP102 when it cannot be read. */
  read(path: string, signal?: AbortSignal): Promise<string | undefined>
  /** Whether there is a folder of that name, for better messages. */
  isFolder?(path: string): Promise<boolean>
  /** The real path of what the symbolic link of this name leads to; `undefined` where there is no link, or one to nowhere. */
  linkTarget?(path: string): Promise<string | undefined>
  /**
   * Brings the file that a Git repository (`https://host/team/app.git#ref:folder`) or a registry (`oci://host/app:tag`) has, and
   * gives its path here. Rejects with `OperationError` when it cannot. Absent: there is no way to other places.
   */
  fetch?(reference: string, signal?: AbortSignal): Promise<string>
}

/** What the user asked for on the command line and in the environment. Nothing is read from the process. */
export interface LoadRequest {
  /** `-f` values in order, as typed; empty means `COMPOSE_FILE`, then discovery from `currentDirectory` upwards. */
  readonly files: readonly string[]
  readonly currentDirectory: string
  /** `--project-directory`, as typed. */
  readonly projectDirectory?: string
  /** `-p`. */
  readonly projectName?: string
  /** `--profile`; empty means `COMPOSE_PROFILES`. */
  readonly profiles: readonly string[]
  /** `--env-file`; empty means `COMPOSE_ENV_FILES`, then `.env`. */
  readonly envFiles: readonly string[]
  /** The shell's variables. */
  readonly environment: Readonly<Record<string, string>>
  /** Services named on the command line: their profiles are enabled. `undefined` or empty means all. */
  readonly services?: readonly string[]
  readonly options?: LoadOptions
}

/** Phases that `config` can leave out, and other switches. All default to the full load. */
export interface LoadOptions {
  readonly interpolate?: boolean
  readonly normalize?: boolean
  readonly resolvePaths?: boolean
  readonly checkConsistency?: boolean
  /** `false`: `env_file` and `label_file` are kept as lists and not read. */
  readonly resolveEnvFiles?: boolean
  /** Also where env files are not read; when absent, as they are. */
  readonly resolveLabelFiles?: boolean
  /** `true`: also warn about what is legal and may surprise, such as env files that other programs read differently. */
  readonly lint?: boolean
  /** `true`: keep networks, volumes, secrets, configs and models that no active service uses. */
  readonly allResources?: boolean
  /** `true`: containers are named with `_`, as Compose V1 named them. */
  readonly compatibility?: boolean
}

export type { Origins }

export type LoadResult =
  | {
      readonly ok: true
      readonly project: Project
      readonly origins: Origins
      readonly trail: VariableTrail
      /** The services asked for, with those that patterns stand for. */
      readonly named: readonly string[]
      readonly warnings: readonly Diagnostic[]
      readonly sources: ReadonlyMap<string, string>
    }
  | {
      readonly ok: false
      readonly diagnostics: readonly Diagnostic[]
      readonly sources: ReadonlyMap<string, string>
    }

export type LoadProject = (
  request: LoadRequest,
  source: SourceReader,
  signal?: AbortSignal,
) => Promise<LoadResult>
