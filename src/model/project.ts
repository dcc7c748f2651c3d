import type { ExactJson } from '../units/exact-scalar.ts'
import type { Extensible } from './common.ts'
import type { Network } from './network.ts'
import type { FileObject } from './secret.ts'
import type { Service } from './service.ts'
import type { Volume } from './volume.ts'

export interface Model extends Extensible {
  readonly name?: string
  readonly model: string
  readonly context_size?: number
  readonly runtime_flags?: readonly string[]
}

/** What should run: everything the Compose files, env files and flags say, in canonical form. Read-only data. */
export interface Project {
  readonly name: string
  /** Between the parts of a container's name; `-` unless compatibility with Compose V1 was asked for. */
  readonly nameSeparator?: '_'
  /** Absolute; relative paths of the files were resolved against it. */
  readonly workingDirectory: string
  /** Absolute paths, in merge order; `-` for standard input. */
  readonly files: readonly string[]
  /** The files of `--env-file`, absolute; empty when the default `.env` was used. */
  readonly envFiles: readonly string[]
  /** What interpolation saw: the shell's variables over those of the env files. */
  readonly environment: Readonly<Record<string, string>>
  /** Enabled services, by name, in the order of the files. */
  readonly services: Readonly<Record<string, Service>>
  /** Services switched off by their profiles. */
  readonly disabledServices: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, Network>>
  readonly volumes: Readonly<Record<string, Volume>>
  readonly secrets: Readonly<Record<string, FileObject>>
  readonly configs: Readonly<Record<string, FileObject>>
  readonly models: Readonly<Record<string, Model>>
  /** Top-level `x-*` keys. */
  readonly extensions: Readonly<Record<string, ExactJson>>
}
