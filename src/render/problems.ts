import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { RunEvent } from '../events/run-event.ts'

/** Writes a diagnostic as text, with or without a code frame; the front end knows the base directory and the colours. */
export type WriteDiagnostic = (diagnostic: Diagnostic, sources: SourceTexts) => string

/**
 * Finds what a user must read in a stream of events. Why an action failed comes as a diagnostic of its own, with its place in
 * the file, so the problem on the end of an action is not told again.
 */
export class Problems {
  readonly #write: WriteDiagnostic
  readonly #told = new Set<string>()
  #sources: SourceTexts = new Map()

  constructor(write: WriteDiagnostic) {
    this.#write = write
  }

  /** The text to show for an event, if it carries a problem that was not shown before. */
  textOf(event: RunEvent): string | undefined {
    if (event.type !== 'diagnostic') return undefined
    if (event.sources !== undefined) this.#sources = event.sources
    const text = this.#write(event.diagnostic, this.#sources)
    if (this.#told.has(text)) return undefined
    this.#told.add(text)
    return text
  }
}
