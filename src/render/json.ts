import type { Diagnostic, SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { lineColumn } from '../diagnostics/line-column.ts'
import type { RunEvent } from '../events/run-event.ts'
import type { Step } from './progress-log.ts'
import { ProgressLog } from './progress-log.ts'
import type { Renderer } from './renderer.ts'
import type { Sink } from './sink.ts'

const statuses = { working: 'Working', done: 'Done', warning: 'Warning', error: 'Error' } as const

/** One JSON object a line: the progress fields of Docker Compose, and each problem as an object with its code. */
export class JsonRenderer implements Renderer {
  readonly #sink: Sink
  readonly #log = new ProgressLog()

  constructor(sink: Sink) {
    this.#sink = sink
  }

  on(event: RunEvent): void {
    const objects = [
      ...this.#log.steps(event).map(stepObject),
      ...buildObjects(event),
      ...problemObjects(event),
    ]
    if (objects.length > 0) this.#sink.write(objects.map((object) => `${JSON.stringify(object)}\n`).join(''))
  }

  clear(): void {
    // Lines stay where they are.
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Every line is written when it is told.
  }
}

function stepObject(step: Step): object {
  const { current, total } = step
  return {
    id: step.part ?? step.resource,
    ...(step.part === undefined ? {} : { parent_id: step.resource }),
    status: statuses[step.status],
    text: step.text,
    ...(step.details === '' ? {} : { details: step.details }),
    ...(current === undefined ? {} : { current }),
    ...(total === undefined ? {} : { total }),
    ...(current === undefined || total === undefined || total === 0
      ? {}
      : { percent: Math.floor((100 * current) / total) }),
  }
}

/** A step of a build: when it begins and ends, and what it says. Bytes on their way are not told. */
function buildObjects(event: RunEvent): readonly object[] {
  if (event.type !== 'action.build' || event.news === 'transfer') return []
  const { service, step } = event
  const about = { id: step, parent_id: service }
  if (event.news === 'warning') return [{ ...about, level: 'warning', message: event.text }]
  if (event.news === 'output') return [{ ...about, stream: event.stream, text: event.text }]
  const { name, state, ms, error } = event
  const status = state === 'started' ? 'Working' : state === 'failed' ? 'Error' : 'Done'
  return [
    {
      ...about,
      status,
      text: name,
      step: state,
      ...(ms === undefined ? {} : { ms: Math.round(ms) }),
      ...(error === undefined ? {} : { details: error }),
    },
  ]
}

function problemObjects(event: RunEvent): readonly object[] {
  if (event.type === 'notice') return [{ level: 'info', message: event.text }]
  return event.type === 'diagnostic' ? [problemObject(event.diagnostic, event.sources)] : []
}

function problemObject(diagnostic: Diagnostic, sources: SourceTexts | undefined): object {
  const { severity, message, code, hint, span, details, facts } = diagnostic
  return {
    ...(severity === 'error' ? { error: true } : { level: 'warning' }),
    message,
    code,
    ...(span === undefined ? {} : placeObject(span, sources)),
    ...(details === undefined ? {} : { details }),
    ...(facts === undefined ? {} : { facts }),
    ...(hint === undefined ? {} : { hint }),
  }
}

function placeObject({ file, start }: Span, sources: SourceTexts | undefined): object {
  const text = sources?.get(file)
  return text === undefined ? { file } : { file, ...lineColumn(text, start) }
}
