import type { Span } from '../diagnostics/diagnostic.ts'
import type { Variables } from './load-run.ts'
import type { EnvFileStatements } from './variable-trail.ts'

/** A file that includes another, and where it says so. */
export interface IncludeStep {
  readonly file: string
  readonly span: Span
}

/** Files that make up one project or included project, later ones merged onto earlier. */
export interface ModelRequest {
  readonly files: readonly string[]
  /** Where files of this project that it names are found. */
  readonly directory: string
  /** What its relative paths are put behind; absent: they stay as they are. */
  readonly pathBase?: string
  readonly variables: Variables
  /** The env files of the includes around it, the strongest first. */
  readonly envFilesAround: readonly EnvFileStatements[]
  /** The files that include this one, outermost first. */
  readonly includedBy: readonly IncludeStep[]
}
