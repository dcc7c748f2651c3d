import type { RunEvent } from '../events/run-event.ts'
import { BuildLog } from './build-log.ts'
import type { WriteDiagnostic } from './problems.ts'
import { Problems } from './problems.ts'
import type { Step } from './progress-log.ts'
import { ProgressLog } from './progress-log.ts'
import type { Renderer } from './renderer.ts'
import type { Sink } from './sink.ts'

/** One line for each step, as `docker compose --progress plain` writes them. */
export class PlainRenderer implements Renderer {
  readonly #sink: Sink
  readonly #problems: Problems
  readonly #log = new ProgressLog()
  /** In front of everything that is only shown, as Docker Compose has it. */
  readonly #mark: string
  readonly #builds = new BuildLog()

  constructor(
    sink: Sink,
    writeDiagnostic: WriteDiagnostic,
    { isDryRun = false }: { readonly isDryRun?: boolean } = {},
  ) {
    this.#mark = isDryRun ? ' DRY-RUN MODE - ' : ''
    this.#sink = sink
    this.#problems = new Problems(writeDiagnostic)
  }

  on(event: RunEvent): void {
    let text =
      this.#builds.lines(event) +
      this.#log
        .steps(event)
        .map((step) => this.#mark + plainLine(step))
        .join('')
    const problem = this.#problems.textOf(event)
    if (problem !== undefined) text += `${problem}\n`
    if (event.type === 'notice') text += `${this.#mark}${event.text}\n`
    if (text !== '') this.#sink.write(text)
  }

  clear(): void {
    // Lines stay where they are.
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Every line is written when it is told.
  }
}

function plainLine(step: Step): string {
  const resource = step.part === undefined ? step.resource : `${step.resource} ${step.part}`
  return ` ${resource} ${step.text} ${step.details}\n`
}
