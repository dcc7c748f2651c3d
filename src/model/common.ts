import type { ExactJson } from '../units/exact-scalar.ts'

export type StringMap = Readonly<Record<string, string>>

/** The `x-*` fields of a part of the model: kept for `config`, without effect. */
export interface Extensible {
  readonly extensions?: Readonly<Record<string, ExactJson>>
}

/** `null`: named without a value, which unsets it in the container. */
export type EnvironmentMap = Readonly<Record<string, string | null>>

export type StringLists = Readonly<Record<string, readonly string[]>>

/** A number of bytes as decimal text, the way the canonical form prints sizes: `"1073741824"`. */
export type ByteSize = string

/** A duration in Go's text form: `"1m30s"`, `"500ms"`. */
export type DurationText = string

export interface EnvFile extends Extensible {
  readonly path: string
  readonly required: boolean
  readonly format?: string
}

/** A secret or config as a service uses it. `mode` is octal text: `"0440"`. */
export interface FileReference extends Extensible {
  readonly source: string
  readonly target?: string
  readonly uid?: string
  readonly gid?: string
  readonly mode?: string
}

/** One number for both limits, or the two apart. */
export type Ulimit = number | { readonly soft: number; readonly hard: number }
