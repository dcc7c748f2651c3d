import type { Span } from '../diagnostics/diagnostic.ts'
import type { ExactScalar } from '../units/exact-scalar.ts'

/** How a value got to where it is, besides being written there. */
export interface Hop {
  readonly how: 'override' | 'extends' | 'include' | 'variable' | 'alias' | 'default'
  /** Where the step was asked for: the alias, the `extends`, the `${NAME}`. */
  readonly span?: Span
}

/** Where a value was written, and how it got here (nearest step last). */
export interface Origin {
  readonly span: Span
  readonly hops?: readonly Hop[]
}

export type Scalar = string | number | boolean | null

/** `!reset` or `!override` on a node; any other tag is resolved while parsing. */
export type MergeTag = 'reset' | 'override'

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly value: Scalar
  /**
   * How a number reads where text is wanted (an environment value, a label), when that differs from `String(value)`: `1e+06`
   * for the float 1e6, all digits of an integer beyond 2^53. Ask `scalarText`.
   */
  readonly text?: string
  /** Where `value` loses something: what to print where a value is kept as it is. Ask `toExact`. */
  readonly exact?: ExactScalar
  readonly origin: Origin
  readonly tag?: MergeTag
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly items: readonly Node[]
  readonly origin: Origin
  readonly tag?: MergeTag
}

export interface MappingEntry {
  readonly key: Origin
  readonly value: Node
}

export interface MappingNode {
  readonly kind: 'mapping'
  readonly entries: ReadonlyMap<string, MappingEntry>
  readonly origin: Origin
  readonly tag?: MergeTag
}

/** A YAML value that knows where it came from. Immutable: stages build new nodes and keep the origins. */
export type Node = ScalarNode | SequenceNode | MappingNode
