import type { RunEvent } from '../events/run-event.ts'
import { printable } from './style.ts'

type BuildEvent = Extract<RunEvent, { readonly type: 'action.build' }>

interface LoggedStep {
  readonly number: number
  name: string
  /** What was printed since the last line break. */
  readonly open: { stdout: string; stderr: string }
  readonly ended: Set<string>
}

/** The steps of builds line by line, as BuildKit's own clients write them: "#5 [2/3] RUN make", "#5 0.412 ok", "#5 DONE 1.2s". */
export class BuildLog {
  readonly #steps = new Map<string, LoggedStep>()
  #builds = new Set<string>()
  #last: number | undefined

  /** The lines one event makes, each with its line break. */
  lines(event: RunEvent): string {
    if (event.type === 'run.start') this.#begin(event.actions)
    if (event.type !== 'action.build') return ''
    const key = `${event.id}\0${event.step}`
    const step = this.#steps.get(key) ?? this.#add(key)
    const told = this.#told(step, event)
    if (told.length === 0) return ''
    const isSame = this.#last === undefined || this.#last === step.number
    const head = this.#last === step.number ? [] : [step.name]
    this.#last = step.number
    const lines = [...head, ...told].map((line) => `#${step.number} ${printable(line)}\n`)
    return `${isSame ? '' : '\n'}${lines.join('')}`
  }

  #begin(actions: readonly { readonly id: string; readonly do: string }[]): void {
    this.#builds = new Set(actions.filter((action) => action.do === 'image.build').map(({ id }) => id))
  }

  #add(key: string): LoggedStep {
    const number = this.#steps.size + 1
    const step: LoggedStep = { number, name: '', open: { stdout: '', stderr: '' }, ended: new Set() }
    this.#steps.set(key, step)
    return step
  }

  #told(step: LoggedStep, event: BuildEvent): readonly string[] {
    switch (event.news) {
      case 'step':
        step.name = this.#builds.size > 1 ? stepNameOf(event.service, event.name) : event.name
        return event.state === 'started' ? [] : [...rest(step), endOf(event)]
      case 'output':
        return outputLines(step, event)
      case 'transfer':
        return transferLine(step, event)
      default:
        return [`WARNING: ${event.text}${event.place === undefined ? '' : ` (${event.place})`}`]
    }
  }
}

/** "[2/3] RUN make" of the service "web" is "[web 2/3] RUN make" where several are built. */
export function stepNameOf(service: string, name: string): string {
  return name.startsWith('[') ? `[${service} ${name.slice(1)}` : `[${service}] ${name}`
}

function endOf(event: Extract<BuildEvent, { readonly news: 'step' }>): string {
  switch (event.state) {
    case 'cached':
      return 'CACHED'
    case 'cancelled':
      return 'CANCELED'
    case 'failed':
      return `ERROR: ${event.error ?? ''}`
    default:
      return `DONE ${((event.ms ?? 0) / 1000).toFixed(1)}s`
  }
}

function outputLines(
  step: LoggedStep,
  { stream, text, ms }: Extract<BuildEvent, { readonly news: 'output' }>,
): readonly string[] {
  const lines = (step.open[stream] + text).split('\n')
  step.open[stream] = lines.pop() ?? ''
  return lines.map((line) => `${(ms / 1000).toFixed(3)} ${line.replace(/\r$/, '')}`)
}

/** What a step printed last, without a line break. */
function rest({ open }: LoggedStep): readonly string[] {
  const lines = [open.stdout, open.stderr].filter((line) => line !== '')
  open.stdout = ''
  open.stderr = ''
  return lines
}

/** Told when it is over: on the way there are too many. */
function transferLine(
  step: LoggedStep,
  { part, done, total, isComplete }: Extract<BuildEvent, { readonly news: 'transfer' }>,
): readonly string[] {
  if (!isComplete || step.ended.has(part)) return []
  step.ended.add(part)
  const size = done === 0 ? '' : ` ${done}${total === undefined || total === done ? '' : `/${total}`}B`
  return [`${part}${size} done`]
}
