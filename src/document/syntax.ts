/** Properties every written node may have. Offsets are UTF-16 offsets into the file. */
interface SyntaxBase {
  readonly start: number
  readonly end: number
  readonly anchor?: string
  /** As the parser gives it: `!reset`, `tag:yaml.org,2002:str`, `!`. */
  readonly tag?: string
}

export interface SyntaxScalar extends SyntaxBase {
  readonly kind: 'scalar'
  readonly text: string
  /** Written without quotes and not as a block: its meaning depends on its text. */
  readonly isPlain: boolean
}

export interface SyntaxAlias extends SyntaxBase {
  readonly kind: 'alias'
  readonly name: string
}

export interface SyntaxSequence extends SyntaxBase {
  readonly kind: 'sequence'
  readonly items: readonly SyntaxNode[]
}

export interface SyntaxPair {
  readonly key: SyntaxNode
  readonly value: SyntaxNode
}

export interface SyntaxMapping extends SyntaxBase {
  readonly kind: 'mapping'
  readonly pairs: readonly SyntaxPair[]
}

/** YAML as it is written: nothing resolved, aliases and merge keys still in place. */
export type SyntaxNode = SyntaxScalar | SyntaxAlias | SyntaxSequence | SyntaxMapping
