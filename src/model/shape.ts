/**
 * The structs of the Compose model as plain data: which fields in which order, what kind each is and when it is printed.
 * Decoding (`load/decode.ts`), `config` and the config hash all walk these tables, so that they cannot disagree.
 */
export type LeafKind =
  /** Text; an integer is written in decimal. */
  | 'string'
  /** Any scalar as text, null as nothing: values of labels, options and variables. */
  | 'text'
  | 'integer'
  /** A number of which only the 32 bits of a float are kept. */
  | 'float'
  | 'boolean'
  /** `1.5g` as decimal text: a `ByteSize`. */
  | 'bytes'
  /** `90s` as Go's text: a `DurationText`. */
  | 'duration'
  /** File permissions as octal text. */
  | 'mode'
  /** The same as a number. */
  | 'mode-number'
  /** A number, or `all`, which is -1. */
  | 'count'
  /** A number for both limits, or the two apart. */
  | 'ulimit'
  /** Extra hosts: names to addresses, printed as sorted `name=address` lines. */
  | 'hosts'
  /** SSH keys: a mapping of id to path, as sorted `id=path` lines. */
  | 'ssh'
  /** Whatever is there. */
  | 'any'

declare const meaning: unique symbol

/** A shape whose values are of type `T`; the type is only for the compiler. */
export type Shape<T = unknown> = ShapeData & { readonly [meaning]?: T }

type ShapeData =
  | { readonly kind: LeafKind }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, Field>> }

/**
 * When a field is printed:
 * - `set`: unless it is zero (empty, 0, false);
 * - `given`: whenever the file has it, zero or not;
 * - `always`: also when the file does not have it, as its zero;
 * - `opt-out`: like `given` in `config`; its default is true, and the hash shows only what differs from the default.
 */
type Presence = 'set' | 'given' | 'always' | 'opt-out'

export interface Field<T = unknown> {
  readonly shape: Shape<T>
  readonly presence: Presence
  /** What an absent value is decoded as. Without one it stays absent. */
  readonly zero?: T
  /** The name in JSON, where that differs from the one in YAML. */
  readonly jsonName?: string
}

/** The type of a field that may be left out, and that must not. */
type FieldOf<T> = undefined extends T ? Field<Exclude<T, undefined>> : Field<T> & { readonly zero: T }

/** One field for every attribute of `T`, in the order they are printed. */
export type FieldsOf<T> = { readonly [Key in keyof T]-?: FieldOf<T[Key]> }

export function leaf<T>(kind: LeafKind): Shape<T> {
  return { kind }
}

export const string: Shape<string> = leaf('string')
export const text: Shape<string> = leaf('text')
export const integer: Shape<number> = leaf('integer')
export const float: Shape<number> = leaf('float')
export const boolean: Shape<boolean> = leaf('boolean')
export const bytes: Shape<string> = leaf('bytes')
export const duration: Shape<string> = leaf('duration')
export const mode: Shape<string> = leaf('mode')

/** Text of a closed set, which the schema has checked. */
export function oneOf<T extends string>(): Shape<T> {
  return leaf('string')
}

export function nullable<T>(of: Shape<T>): Shape<T | null> {
  return { kind: 'nullable', of }
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return { kind: 'list', of }
}

export function map<T>(of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return { kind: 'map', of }
}

/** The `x-*` fields of a struct are collected beside the others and have no row of their own. */
export function struct<T extends Extensible>(fields: FieldsOf<Omit<T, 'extensions'>>): Shape<T> {
  return { kind: 'struct', fields }
}

interface Extensible {
  readonly extensions?: unknown
}

export function set<T>(shape: Shape<T>): Field<T> {
  return { shape, presence: 'set' }
}

/** Left out when zero, but never absent from the decoded value. */
export function required<T>(shape: Shape<T>, zero: T): Field<T> & { readonly zero: T } {
  return { shape, presence: 'set', zero }
}

export function given<T>(shape: Shape<T>): Field<T> {
  return { shape, presence: 'given' }
}

export function always<T>(shape: Shape<T>, zero: T): Field<T> & { readonly zero: T } {
  return { shape, presence: 'always', zero }
}

export function optOut(shape: Shape<boolean>): Field<boolean> {
  return { shape, presence: 'opt-out' }
}

/** Whether a value is what `omitempty` leaves out. */
export function isZero(value: unknown, shape: Shape): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true
  if (shape.kind === 'bytes') return value === '0'
  if (shape.kind === 'duration') return value === '0s'
  if (Array.isArray(value)) return value.length === 0
  const isMap = shape.kind === 'map' || shape.kind === 'hosts'
  return isMap && typeof value === 'object' && Object.keys(value).length === 0
}
