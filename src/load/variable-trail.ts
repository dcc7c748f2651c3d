import type { EnvEntry } from '../interpolate/env-entry.ts'

/** What one env file says. */
export interface EnvFileStatements {
  readonly file: string
  readonly entries: readonly EnvEntry[]
}

/** The env files that were read, each list with the strongest first; needed to say where a variable comes from. */
export interface VariableTrail {
  /** Below the shell's variables: those of the command line, or `.env`. */
  readonly project: readonly EnvFileStatements[]
  /** Below the `environment` of a service: those of its `env_file`. */
  readonly services: ReadonlyMap<string, readonly EnvFileStatements[]>
}
