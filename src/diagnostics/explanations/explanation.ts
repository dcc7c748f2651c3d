/** The long form of a diagnostic code: what `compose explain` prints and docs/diagnostics.md has. */
export interface Explanation {
  /** What it is about and why it is said at all. */
  readonly meaning: string
  /** When it is said. */
  readonly when: string
  readonly example: Example
  /** What to do; the likeliest first, each on its own. */
  readonly cures: readonly string[]
}

export interface Example {
  /** Files by name with which `compose config` says it on any machine; absent where an engine or more is needed. */
  readonly files?: Readonly<Record<string, string>>
  /** The first line of what is printed. */
  readonly says: string
}
