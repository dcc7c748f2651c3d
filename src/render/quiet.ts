import type { RunEvent } from '../events/run-event.ts'
import type { WriteDiagnostic } from './problems.ts'
import { Problems } from './problems.ts'
import type { Renderer } from './renderer.ts'
import type { Sink } from './sink.ts'

/** No progress: only what went wrong, and sentences the user must see. */
export class QuietRenderer implements Renderer {
  readonly #sink: Sink
  readonly #problems: Problems
  readonly #notices: boolean

  constructor(sink: Sink, writeDiagnostic: WriteDiagnostic, { notices }: { readonly notices: boolean }) {
    this.#sink = sink
    this.#problems = new Problems(writeDiagnostic)
    this.#notices = notices
  }

  on(event: RunEvent): void {
    const problem = this.#problems.textOf(event)
    if (problem !== undefined) this.#sink.write(`${problem}\n`)
    if (this.#notices && event.type === 'notice') this.#sink.write(`${event.text}\n`)
  }

  clear(): void {
    // Nothing is painted.
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing is pending.
  }
}
