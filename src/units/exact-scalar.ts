/** `integer`: beyond 2^53. `float`: of a whole number, which is printed otherwise than an integer. `time`: a moment. */
export type ExactKind = 'integer' | 'float' | 'time'

/**
 * A value of a Compose file that JavaScript has no value of its own for, with the text that Docker Compose prints for it:
 * `9007199254740993`, `1e+08`, `2001-12-14T00:00:00Z`. A class only to be told from the mappings it stands among.
 */
export class ExactScalar {
  readonly kind: ExactKind
  readonly text: string

  constructor(kind: ExactKind, text: string) {
    this.kind = kind
    this.text = text
  }

  /** What `JSON.stringify` prints: a time as text, the others as the nearest number. */
  toJSON(): string | number {
    return this.kind === 'time' ? this.text : Number(this.text)
  }
}

/** Plain data, but for scalars that it would lose something of. */
export type ExactJson =
  | string
  | number
  | boolean
  | null
  | ExactScalar
  | readonly ExactJson[]
  | { readonly [key: string]: ExactJson }
