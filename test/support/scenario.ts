import { down } from '../../src/app/down.ts'
import { planOnly } from '../../src/app/plan.ts'
import type { Ending, Surroundings } from '../../src/app/surroundings.ts'
import { up } from '../../src/app/up.ts'
import { upDefaults } from '../../src/app/up-defaults.ts'
import type { UpRequest } from '../../src/app/up-request.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { deferred } from '../../src/async/deferred.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { Answer, LogBatch, LogView, Question } from '../../src/events/host.ts'
import type { RunEvent } from '../../src/events/run-event.ts'
import type { LoadRequest } from '../../src/load/load-request.ts'
import { FakePrograms } from './fake-other-programs.ts'
import { planText } from './plan-summary.ts'
import { memoryReader } from './memory-reader.ts'

export const projectDirectory = '/proj/shop'

/** Whole use-cases on a fake engine, with a Compose file that can be edited between commands. */
export class Scenario {
  readonly engine: FakeEngine
  readonly events: RunEvent[] = []
  readonly questions: Question[] = []
  readonly interrupt = new AbortController()
  readonly force = new AbortController()
  /** Answers to questions, in order; `false` when there are no more. */
  readonly answers: Answer[] = []
  readonly programs = new FakePrograms()
  readonly #turns = new Turns()
  readonly #awaited = new Map<string, () => void>()
  /** By absolute path; the Compose file is `compose.yaml`. */
  readonly files: Record<string, string> = {}

  constructor(yaml: string, engine = new FakeEngine(['busybox', 'nginx', 'postgres:16'])) {
    this.engine = engine
    this.edit(yaml)
  }

  /** Resolves when this action has begun. */
  began(id: string): Promise<void> {
    return new Promise((resolve) => this.#awaited.set(id, resolve))
  }

  #heard(event: RunEvent): void {
    this.events.push(event)
    if (event.type === 'action.start') this.#awaited.get(event.id)?.()
  }

  /** Replaces the Compose file. */
  edit(yaml: string): void {
    this.files[`${projectDirectory}/compose.yaml`] = yaml
  }

  get surroundings(): Surroundings {
    return {
      engine: () => Promise.resolve(this.engine),
      host: {
        emit: (event) => this.#heard(event),
        confirm: (question) => {
          this.questions.push(question)
          return Promise.resolve(this.answers.shift() ?? false)
        },
      },
      reader: memoryReader(this.files),
      now: this.engine.clock.now,
      unixMs: this.engine.clock.now,
      delay: () => new Promise((resolve) => void setImmediate(resolve)),
      programs: this.programs,
      takeTurn: () => this.#turns.take(),
      signal: this.interrupt.signal,
      force: this.force.signal,
    }
  }

  load(changes: Partial<LoadRequest> = {}): LoadRequest {
    return {
      files: [],
      currentDirectory: projectDirectory,
      profiles: [],
      envFiles: [],
      environment: {},
      ...changes,
    }
  }

  up(changes: Partial<UpRequest> = {}): Promise<Ending> {
    return up(this.surroundings, this.upRequest(changes))
  }

  /** What `up` would do, a line each. */
  async plan(changes: Partial<UpRequest> = {}): Promise<readonly string[]> {
    const { plan } = await planOnly(this.surroundings, this.upRequest(changes))
    return plan === undefined ? ['(no plan)'] : planText(plan)
  }

  down(changes: Partial<Parameters<typeof down>[1]> = {}): Promise<Ending> {
    return down(this.surroundings, {
      load: this.load(),
      services: [],
      volumes: false,
      removeOrphans: false,
      dryRun: false,
      ...changes,
    })
  }

  upRequest(changes: Partial<UpRequest> = {}): UpRequest {
    return {
      load: this.load(),
      ...upDefaults,
      quietPull: false,
      ...changes,
    }
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.events.flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic] : []))
  }

  /** `code message` of each. */
  get messages(): readonly string[] {
    return this.diagnostics.map(({ code, message }) => `${code} ${message}`)
  }

  /** `name state` of every container of the engine, by name. */
  async containers(): Promise<readonly string[]> {
    const all = await this.engine.containers.list({}, new AbortController().signal)
    return all.map(({ name, state }) => `${name} ${state}`).toSorted()
  }
}

/** One after the other, in the order of asking. */
class Turns {
  #last: Promise<void> = Promise.resolve()

  async take(): Promise<Disposable> {
    const before = this.#last
    const own = deferred<void>()
    this.#last = own.promise
    await before
    return { [Symbol.dispose]: () => own.resolve() }
  }
}

/** A view that keeps what it was shown as text: `web-1 | line`, `web-1 exited 0`. */
export class RecordedView implements LogView {
  readonly lines: string[] = []
  readonly #waiting = new Map<string, () => void>()

  announce(): void {
    // Widths do not matter here.
  }

  async show(batches: AsyncIterable<LogBatch>): Promise<void> {
    for await (const batch of batches) {
      for (const text of textOf(batch)) {
        this.lines.push(text)
        this.#waiting.get(text)?.()
      }
    }
  }

  /** Resolves when this line was shown. */
  line(text: string): Promise<void> {
    if (this.lines.includes(text)) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.set(text, resolve))
  }
}

function textOf(batch: LogBatch): readonly string[] {
  const { label } = batch.source
  if (batch.type === 'exited')
    return [`${label} exited ${batch.code}${batch.restarting ? ' (restarting)' : ''}`]
  return batch.lines.map(({ bytes }) => `${label} | ${new TextDecoder().decode(bytes)}`)
}
