import type { BuildNews } from '../events/run-event.ts'

/** So many of the last lines of what runs are shown. */
const shownLines = 4

/** A step of a build as it is painted. */
export interface BuildStepRow {
  name: string
  state: 'working' | 'done' | 'cached' | 'failed'
  startedAtMs: number
  endedAtMs: number | undefined
  /** The last lines it printed; the last one may still grow. */
  readonly lines: string[]
  moved: string
}

/** The steps of one build, in the order they began. */
export class BuildSteps {
  readonly #steps = new Map<string, BuildStepRow>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get all(): readonly BuildStepRow[] {
    return [...this.#steps.values()]
  }

  /** "9 steps, 7 cached". */
  get summary(): string {
    const counted = this.all.filter(({ name }) => /^\[[^\]]*\d+\/\d+\]/.test(name))
    const cached = counted.filter(({ state }) => state === 'cached').length
    if (counted.length === 0) return ''
    const steps = `${counted.length} ${counted.length === 1 ? 'step' : 'steps'}`
    return cached === 0 ? steps : `${steps}, ${cached} cached`
  }

  on(news: BuildNews): void {
    if (news.news === 'step') this.#onStep(news)
    const step = this.#steps.get(news.step)
    if (step === undefined) return
    if (news.news === 'output') keepEnd(step.lines, news.text)
    if (news.news === 'transfer') step.moved = movedText(news)
  }

  #onStep({ step: key, name, state, ms }: Extract<BuildNews, { readonly news: 'step' }>): void {
    const known = this.#steps.get(key)
    const step = known ?? {
      name,
      state: 'working',
      startedAtMs: this.#now() - (ms ?? 0),
      endedAtMs: undefined,
      lines: [],
      moved: '',
    }
    if (known === undefined) this.#steps.set(key, step)
    step.state = state === 'started' ? 'working' : state === 'done' || state === 'cached' ? state : 'failed'
    step.endedAtMs = state === 'started' ? undefined : step.startedAtMs + (ms ?? 0)
    if (state === 'done' || state === 'cached') step.lines.length = 0
  }
}

function movedText({ part, done, total }: Extract<BuildNews, { readonly news: 'transfer' }>): string {
  if (done === 0) return part
  return total === undefined ? `${part} ${done}B` : `${part} ${Math.floor((100 * done) / total)}%`
}

/** A carriage return begins the line anew, as a progress bar does. */
function keepEnd(lines: string[], text: string): void {
  const [first = '', ...others] = text.split('\n')
  lines.push((lines.pop() ?? '') + first, ...others)
  lines.splice(0, lines.length - shownLines - 1)
  for (const [at, line] of lines.entries()) lines[at] = line.replace(/\r$/, '').replace(/^.*\r/s, '')
}
