import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { RunEvent } from '../events/run-event.ts'
import { diagnosticJson } from './diagnostic-json.ts'
import type { Step } from './progress-log.ts'
import { ProgressLog } from './progress-log.ts'
import type { Renderer } from './renderer.ts'
import type { Sink } from './sink.ts'

const statuses = { working: 'Working', done: 'Done', warning: 'Warning', error: 'Error' } as const

/** Of the form of these objects; it changes when a program that reads them would have to. */
const version = 1

/**
 * One JSON object a line, as `schemas/progress.schema.json` says: the progress fields of Docker Compose, each problem with its code and
 * place, and beginning and end of a run.
 */
export class JsonRenderer implements Renderer {
  readonly #sink: Sink
  readonly #dryRun: object
  readonly #log = new ProgressLog()

  constructor(sink: Sink, { dryRun }: { readonly dryRun: boolean }) {
    this.#sink = sink
    this.#dryRun = dryRun ? { 'dry-run': true } : {}
  }

  on(event: RunEvent): void {
    const objects = [
      ...runObjects(event).map((object) => ({ ...object, ...this.#dryRun })),
      ...this.#log.steps(event).map((step) => ({ event: 'step', ...this.#dryRun, ...stepObject(step) })),
      ...buildObjects(event),
      ...problemObjects(event),
    ]
    const lines = objects.map((object) => `${JSON.stringify({ version, ...object })}\n`)
    if (lines.length > 0) this.#sink.write(lines.join(''))
  }

  clear(): void {
    // Lines stay where they are.
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Every line is written when it is told.
  }
}

function runObjects(event: RunEvent): readonly object[] {
  if (event.type === 'run.start')
    return [{ event: 'start', actions: event.actions.length, unchanged: event.unchanged.length }]
  if (event.type !== 'run.end') return []
  return [{ event: 'end', outcome: event.outcome, ms: Math.round(event.ms) }]
}

function stepObject(step: Step): object {
  const { current, total, action, outcome, ms } = step
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
    ...(action === undefined ? {} : { action }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(ms === undefined ? {} : { ms: Math.round(ms) }),
  }
}

/** A step of a build: when it begins and ends, and what it says. Bytes on their way are not told. */
function buildObjects(event: RunEvent): readonly object[] {
  if (event.type !== 'action.build' || event.news === 'transfer') return []
  const { service, step } = event
  const about = { event: 'build', id: step, parent_id: service }
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
  if (event.type === 'notice') return [{ event: 'message', level: 'info', message: event.text }]
  return event.type === 'diagnostic' ? [problemObject(event.diagnostic, event.sources)] : []
}

function problemObject(diagnostic: Diagnostic, sources: SourceTexts | undefined): object {
  const { severity, ...facts } = diagnosticJson(diagnostic, sources)
  return { event: 'diagnostic', ...(severity === 'error' ? { error: true } : { level: 'warning' }), ...facts }
}
