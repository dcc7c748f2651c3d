import type { DiagnosticCode } from '../../diagnostics/codes.ts'

/** Something that an engine refuses to do, and what is said of it: the engine's own words are shown as evidence. */
export interface Refusal {
  /** Docker's words, Podman's and those of the runtime below them. */
  readonly pattern: RegExp
  /** The actions in which the engine means this by it. */
  readonly verbs: RegExp
  readonly code: DiagnosticCode
  /** After the name of what it is about. */
  readonly says: string
  readonly cure: string
  /** Of the service, network or volume; the first that the file has is shown. */
  readonly fields: readonly string[]
}
