import type { EnvEntry } from '../interpolate/env-entry.ts'

/** What one env file says. */
export interface EnvFileStatements {
  readonly file: string
  readonly entries: readonly EnvEntry[]
}

/** What the files of an included project see, apart from what all files of the project do. */
export interface IncludedTrail {
  /** The first of the included files. */
  readonly file: string
  /** The strongest first: those of the includes around it, then its own. */
  readonly envFiles: readonly EnvFileStatements[]
}

/** The env files that were read, each list with the strongest first; needed to say where a variable comes from. */
export interface VariableTrail {
  /** Below the shell's variables: those of the command line, or `.env`. */
  readonly project: readonly EnvFileStatements[]
  /** Of included projects that have env files. */
  readonly included: readonly IncludedTrail[]
  /** Below the `environment` of a service: those of its `env_file`. */
  readonly services: ReadonlyMap<string, readonly EnvFileStatements[]>
}
