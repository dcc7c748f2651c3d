import type { BuildNews } from '../../events/run-event.ts'
import type { StatusMessage, Vertex, VertexStatus } from './status-message.ts'

/** How much of the end of a step's output is kept, to be shown when it fails. */
const keptLines = 20

/** What took no time may only have been looked at, and begins in earnest with one of the next messages: so many are waited for. */
const patience = 4

interface KnownStep {
  name: string
  startedMs: number | undefined
  state: 'waiting' | 'started' | 'over'
  readonly decoder: InstanceType<typeof TextDecoder>
  readonly lines: string[]
  /** An end that is not told yet, and how many messages it still waits. */
  held: { readonly news: BuildNews; messages: number } | undefined
}

/** Turns what BuildKit tells into news: each change once, the times as distances. */
export class BuildProgress {
  readonly #steps = new Map<string, KnownStep>()
  readonly #tell: (news: BuildNews) => void
  #failed: string | undefined

  constructor(tell: (news: BuildNews) => void) {
    this.#tell = tell
  }

  on(status: StatusMessage): void {
    this.#release(1)
    for (const vertex of status.vertexes) this.#onVertex(vertex)
    for (const part of status.statuses) this.#onStatus(part)
    for (const { vertex, bytes, stream, timeMs } of status.logs) {
      const step = this.#stepOf(vertex)
      const text = step.decoder.decode(bytes, { stream: true })
      keepEnd(step.lines, text)
      const ms = Math.max(0, timeMs - (step.startedMs ?? timeMs))
      this.#tell({ news: 'output', step: vertex, stream: stream === 2 ? 'stderr' : 'stdout', text, ms })
    }
    for (const { vertex, short, url, file, line } of status.warnings) {
      const place = file === '' ? {} : { place: line === undefined ? file : `${file}:${line}` }
      this.#tell({ news: 'warning', step: vertex, text: short, ...place, ...(url === '' ? {} : { url }) })
    }
  }

  /** Nothing more will come. */
  end(): void {
    this.#release(patience)
  }

  /** The step that failed, by its name, and the last lines it printed. */
  get failure(): { readonly step: string; readonly lines: readonly string[] } | undefined {
    const step = this.#failed === undefined ? undefined : this.#steps.get(this.#failed)
    return step === undefined
      ? undefined
      : { step: step.name, lines: step.lines.filter((line) => line !== '') }
  }

  #stepOf(digest: string): KnownStep {
    const known = this.#steps.get(digest)
    if (known !== undefined) return known
    const step: KnownStep = {
      name: '',
      startedMs: undefined,
      state: 'waiting',
      decoder: new TextDecoder(),
      lines: [],
      held: undefined,
    }
    this.#steps.set(digest, step)
    return step
  }

  #onVertex(vertex: Vertex): void {
    const step = this.#stepOf(vertex.digest)
    step.name = vertex.name
    const { startedMs, completedMs } = vertex
    const told = { news: 'step', step: vertex.digest, name: vertex.name } as const
    // What is asked for several times begins and ends as often.
    if (startedMs !== undefined && completedMs === undefined && step.state !== 'started') {
      step.startedMs = startedMs
      step.state = 'started'
      step.held = undefined
      this.#tell({ ...told, state: 'started' })
    }
    if (completedMs === undefined) return
    if (step.state === 'over' && vertex.error === '') return
    step.startedMs ??= startedMs
    step.state = 'over'
    const state = stateOf(vertex)
    if (state === 'failed') this.#failed = vertex.digest
    const ms = Math.max(0, completedMs - (step.startedMs ?? completedMs))
    const news = { ...told, state, ms, ...(vertex.error === '' ? {} : { error: vertex.error }) }
    if (state === 'done' && ms < 1) step.held = { news, messages: patience }
    else this.#tell(news)
  }

  #release(messages: number): void {
    for (const step of this.#steps.values()) {
      if (step.held === undefined) continue
      step.held.messages -= messages
      if (step.held.messages > 0) continue
      this.#tell(step.held.news)
      step.held = undefined
    }
  }

  #onStatus({ id, vertex, current, total, isComplete }: VertexStatus): void {
    const size = total === 0 ? {} : { total }
    this.#tell({ news: 'transfer', step: vertex, part: id, done: current, ...size, isComplete })
  }
}

function stateOf({ error, cached }: Vertex): 'done' | 'cached' | 'failed' | 'cancelled' {
  if (error === '') return cached ? 'cached' : 'done'
  // Other steps end when one fails, and when the user gives up.
  return error.endsWith('context canceled') ? 'cancelled' : 'failed'
}

function keepEnd(lines: string[], text: string): void {
  const [first = '', ...others] = text.split('\n')
  lines.push((lines.pop() ?? '') + first, ...others)
  lines.splice(0, lines.length - keptLines - 1)
}
