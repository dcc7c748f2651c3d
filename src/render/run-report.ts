import type { RunEvent } from '../events/run-event.ts'
import type { Plan } from '../planner/plan.ts'
import type { ResourceRef } from '../planner/reason.ts'
import type { Json } from '../units/json.ts'
import type { Timeline } from '../events/timeline.ts'
import { diagnosticJson } from './diagnostic-json.ts'
import { timelineJson } from './timeline-json.ts'

/** Of the document; it changes when a program that reads it would have to. */
const documentVersion = 1

/** How a command ended, in a word; the exit code says the same in a number. */
export type ReportOutcome =
  | 'done'
  /** The exit code is somebody else's: of a container that was waited for. */
  | 'exited'
  | 'failed'
  | 'invalid'
  | 'undecided'
  | 'unreachable'
  | 'cancelled'
  | 'usage'

export interface ReportEnd {
  readonly command: string
  readonly outcome: ReportOutcome
  readonly exitCode: number
  readonly dryRun: boolean
  readonly ms: number
  /** What the command was there to find out. */
  readonly result?: Json
}

type ActionEnd = Extract<RunEvent, { readonly type: 'action.end' }>
type RunStart = Extract<RunEvent, { readonly type: 'run.start' }>

/** Listens to a command and tells programs at its end what was done and what went wrong. */
export class RunReport {
  readonly #actions: RunStart['actions'][number][] = []
  readonly #ends = new Map<string, ActionEnd>()
  readonly #unchanged: ResourceRef[] = []
  readonly #diagnostics: Json[] = []
  readonly #plans: Plan[] = []
  #timeline: Json | undefined
  readonly #messages: string[] = []

  hear(event: RunEvent): void {
    if (event.type === 'run.start') {
      this.#actions.push(...event.actions)
      this.#unchanged.push(...event.unchanged)
    }
    if (event.type === 'action.end') this.#ends.set(event.id, event)
    if (event.type === 'diagnostic') this.#diagnostics.push(diagnosticJson(event.diagnostic, event.sources))
    if (event.type === 'plan') this.#plans.push(event.plan)
    if (event.type === 'notice') this.#messages.push(event.text)
  }

  time(timeline: Timeline): void {
    this.#timeline = timelineJson(timeline)
  }

  /** A mistake on the command line: it has no code of its own, and no place in a file. */
  mistake(message: string, hint: string | undefined): void {
    this.#diagnostics.push({ severity: 'error', message, ...(hint === undefined ? {} : { hint }) })
  }

  /** The document as JSON text; `result` last, as it is the longest. */
  text({ command, outcome, exitCode, dryRun, ms, result }: ReportEnd): string {
    const document = {
      version: documentVersion,
      command,
      outcome,
      exitCode,
      dryRun,
      ms: Math.round(ms),
      actions: this.#actions.map((action) => actionJson(action, this.#ends.get(action.id))),
      unchanged: this.#unchanged.map(targetJson),
      messages: this.#messages,
      diagnostics: this.#diagnostics,
      ...(this.#plans.length === 0 ? {} : { plans: this.#plans }),
      ...(this.#timeline === undefined ? {} : { timeline: this.#timeline }),
      ...(result === undefined ? {} : { result }),
    }
    return `${JSON.stringify(document, null, 2)}\n`
  }
}

/** What was never begun counts as cancelled. The reason is a word: changes in full, with their digests, are in `plan --json`. */
function actionJson(
  { id, do: verb, target, reason }: RunStart['actions'][number],
  end: ActionEnd | undefined,
): Json {
  const problem = end?.problem
  return {
    id,
    do: verb,
    target: targetJson(target),
    reason: reason.because,
    outcome: end?.outcome ?? 'cancelled',
    ms: Math.round(end?.ms ?? 0),
    ...(end?.text === undefined ? {} : { text: end.text }),
    ...(problem === undefined ? {} : { problem: { code: problem.code, message: problem.message } }),
  }
}

function targetJson(target: ResourceRef): Json {
  const { kind, name } = target
  if (target.kind !== 'container') return { kind, name, key: target.key }
  return { kind, name, service: target.service, number: target.number }
}
