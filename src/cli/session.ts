import type { Ending, Surroundings } from '../app/surroundings.ts'
import type { DiagnosticCode } from '../diagnostics/codes.ts'
import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { Answer, LogView, Question } from '../events/host.ts'
import type { RunEvent } from '../events/run-event.ts'
import type { Timeline } from '../events/timeline.ts'
import { createFileReader } from '../load/file-reader.ts'
import type { LoadOptions, LoadRequest, SourceReader } from '../load/load-request.ts'
import { formatDiagnostic } from '../render/diagnostic-text.ts'
import { filterLogView, type LineFilter } from '../render/log-filter.ts'
import { createJsonLogView } from '../render/log-json.ts'
import { createLogView, type LogViewOptions } from '../render/log-view.ts'
import type { Renderer } from '../render/renderer.ts'
import type { Style } from '../render/style.ts'
import { createStyle } from '../render/style.ts'
import type { OutputChoice } from './choose-renderer.ts'
import { chooseRenderer, hasColor, outputChoice } from './choose-renderer.ts'
import { findEngine, openEngine } from './choose-target.ts'
import { answer } from './confirm.ts'
import type { GlobalValues } from './command-spec.ts'
import type { Environment } from './environment.ts'
import { concurrencyOf, flagEnvironment, isOn, loadRequestOf } from './environment.ts'
import { exitCodeOf } from './exit-codes.ts'
import { causesOf, failureOf } from './failure.ts'
import type { Shell } from './shell.ts'
import { remoteFetch } from './remote-fetch.ts'
import { surroundingsOf } from './session-surroundings.ts'
import { Interrupts } from './signals.ts'
import { KeyMenu } from './key-menu.ts'
import { TimeRecord, type TimeWish } from './time-record.ts'

export interface SessionOptions {
  /** In the header of the progress tree; absent for commands that carry nothing out. */
  readonly title?: string
  /** Every question is answered with yes. */
  readonly yes?: boolean
  /** The progress of the layers of images is not shown. */
  readonly quietPull?: boolean
  /** Nor the steps of builds. */
  readonly quietBuild?: boolean
  /** Whether to tell where the time went. */
  readonly times?: TimeWish
  readonly load?: LoadOptions
  /** Registries that may be without encryption, beside those of the global flag. */
  readonly insecureRegistries?: readonly string[]
  /** A plan is shown, also where that is no dry run. */
  readonly showsPlans?: boolean
}

export interface LogLook {
  readonly noColor: boolean
  readonly noPrefix: boolean
  readonly timestamps: LogViewOptions['timestamps']
  /** Standard error of containers on our own, and what is attached to named first. */
  readonly attached: boolean
  /** Objects for programs; the looks above are then of no account. */
  readonly json: boolean
  readonly filter: LineFilter
}

/** One run of a command: renderer, signals and engine, made from flags and variables and put away at the end. */
export class Session implements AsyncDisposable {
  readonly surroundings: Surroundings
  readonly loadRequest: LoadRequest
  /** The shell's variables and the `COMPOSE_...` of the env files. */
  readonly environment: Environment
  /** Where the time went; absent where nobody wants to know. */
  readonly times: TimeRecord | undefined
  readonly #shell: Shell
  readonly #options: SessionOptions
  readonly #output: OutputChoice
  readonly #renderer: Renderer
  readonly #interrupts: Interrupts
  readonly #showPlan: ShowPlan
  readonly #errors = new Set<DiagnosticCode>()
  #engine: Promise<Engine> | undefined
  #menu: KeyMenu | undefined

  constructor(parts: SessionParts) {
    const { shell, globals, options, renderer } = parts
    this.loadRequest = parts.loadRequest
    this.environment = parts.environment
    this.#shell = shell
    this.#options = options
    this.#output = parts.output
    this.#renderer = renderer
    this.#showPlan = parts.showPlan
    this.times = this.#timeRecord()
    this.#interrupts = new Interrupts(shell, () => renderer.clear())
    this.surroundings = surroundingsOf({
      ...parts,
      interrupts: this.#interrupts,
      engine: () => (this.#engine ??= connect(globals, shell)),
      host: {
        emit: (event) => this.#emit(event),
        confirm: (question) => this.#confirm(question),
      },
    })
  }

  /** Looks for results on standard output. */
  get style(): Style {
    return createStyle(this.isColored)
  }

  /** Whether results on standard output are. */
  get isColored(): boolean {
    return hasColor(this.#shell.stdout, this.#output, this.environment)
  }

  logView(look: LogLook): LogView {
    return filterLogView(look.json ? this.#jsonLogView() : this.#textLogView(look), look.filter)
  }

  #jsonLogView(): LogView {
    return createJsonLogView({ stdout: this.#shell.stdout, beforeWrite: () => this.#renderer.clear() })
  }

  #textLogView(look: LogLook): LogView {
    const { stdout, stderr } = this.#shell
    return createLogView({
      stdout,
      stderr: look.attached ? stderr : stdout,
      color: !look.noColor && hasColor(stdout, this.#output, this.environment),
      prefix: !look.noPrefix,
      timestamps: look.timestamps,
      clock: () => new Date(this.#shell.unixMs()),
      banner: look.attached,
      beforeWrite: () => this.#renderer.clear(),
    })
  }

  /** Keys below the output of containers; undefined where nobody sits before a terminal. */
  keyMenu(asked: boolean | undefined): KeyMenu | undefined {
    const { terminal, stdout } = this.#shell
    const { progress, ansi } = this.#output
    const isOff = ['0', 'f', 'false'].includes((this.environment['COMPOSE_MENU'] ?? '').toLowerCase())
    const canSteer = stdout.isTTY === true && ansi !== 'never' && this.environment['TERM'] !== 'dumb'
    const isText = progress === 'auto' || progress === 'tty'
    if (terminal?.isOurs() !== true || !canSteer || !isText || !(asked ?? !isOff)) return undefined
    this.#menu = new KeyMenu({
      shell: this.#shell,
      style: this.style,
      interrupt: () => this.#interrupts.interrupt('SIGINT'),
    })
    return this.#menu
  }

  /** Signals go to a process in a container instead of ending the command, until the returned function is called. */
  forwardSignals(listener: (signal: string) => void): () => void {
    return this.#interrupts.divert(listener)
  }

  /** Shows now where the time went, and not at the end. What does not succeed about it is reported at the end. */
  tellTimes(): void {
    this.times?.report().catch(() => undefined)
  }

  exitCode(ending: Ending): number {
    this.#shell.report?.ended(ending)
    return exitCodeOf(ending, { errors: this.#errors, stoppedBy: this.#interrupts.stoppedBy })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#interrupts[Symbol.dispose]()
    await this.#renderer[Symbol.asyncDispose]()
    // An engine that could not be reached has been reported; there is nothing to close.
    const engine = await this.#engine?.catch(() => undefined)
    await engine?.[Symbol.asyncDispose]()
  }

  #timeRecord(): TimeRecord | undefined {
    const { times, title = '' } = this.#options
    if (times === undefined) return undefined
    const { now, currentDirectory } = this.#shell
    const print = (timeline: Timeline) => this.#printTimeline(timeline)
    return new TimeRecord({ wish: times, title: `compose ${title}`, currentDirectory, now, print })
  }

  async #printTimeline(timeline: Timeline): Promise<void> {
    const { stderr, report } = this.#shell
    report?.timeline(timeline)
    if (this.#output.progress === 'json') {
      const { formatTimelineJson } = await import('../render/timeline-json.ts')
      stderr.write(formatTimelineJson(timeline))
      return
    }
    const { formatTimeline } = await import('../render/timeline-text.ts')
    const style = createStyle(hasColor(stderr, this.#output, this.environment))
    this.#renderer.on({ type: 'notice', text: formatTimeline(timeline, style).trimEnd() })
  }

  #emit(event: RunEvent): void {
    this.#shell.report?.hear(event)
    this.times?.hear(event)
    this.#menu?.clear()
    if (event.type === 'diagnostic' && event.diagnostic.severity === 'error')
      this.#errors.add(event.diagnostic.code)
    if (event.type === 'action.progress' && this.#options.quietPull === true) return
    if (event.type === 'action.build' && this.#options.quietBuild === true) return
    if (event.type === 'plan') {
      this.#renderer.clear()
      this.#showPlan(event, this.style)
      return
    }
    if (event.type === 'notice' && isOn(this.environment, 'COMPOSE_STATUS_STDOUT')) {
      this.#renderer.clear()
      this.#shell.stdout.write(`${event.text}\n`)
      return
    }
    this.#renderer.on(event)
  }

  #confirm(question: Question): Promise<Answer> {
    this.#renderer.clear()
    const { ask } = this.#shell
    return answer(question, { yes: this.#options.yes === true, ask, signal: this.#interrupts.signal })
  }
}

interface SessionParts {
  readonly shell: Shell
  readonly globals: GlobalValues
  readonly options: SessionOptions
  readonly loadRequest: LoadRequest
  readonly environment: Environment
  readonly output: OutputChoice
  readonly renderer: Renderer
  readonly reader: SourceReader
  readonly concurrency: number | undefined
  readonly showPlan: ShowPlan
}

type ShowPlan = (event: Extract<RunEvent, { readonly type: 'plan' }>, style: Style) => void

const showNone: ShowPlan = () => undefined

interface SessionStart {
  readonly globals: GlobalValues
  readonly shell: Shell
  readonly options?: SessionOptions
}

/**
 * Runs a use-case with everything around it and turns its end into the exit code. What it throws because it was interrupted
 * is no failure. Throws `UsageMistake` when flags or variables contradict each other.
 */
export async function inSession(
  start: SessionStart,
  run: (session: Session) => Promise<Ending>,
): Promise<number> {
  const { globals } = start
  await using session = await openSession(start)
  for (const outdated of globals.outdated ?? []) session.surroundings.host.emit(remarkOn(outdated))
  try {
    await session.times?.check()
    const ending = await run(session)
    await session.times?.report()
    return session.exitCode(ending)
  } catch (error) {
    const failure = failureOf(error)
    const isOurs = failure === undefined && !(error instanceof Error && error.name === 'AbortError')
    if (isOurs) throw error
    if (session.surroundings.signal.aborted || failure === undefined)
      return session.exitCode({ kind: 'cancelled' })
    const { emit } = session.surroundings.host
    emit({ type: 'diagnostic', diagnostic: failure.diagnostic })
    if (globals.debug || globals.verbose) for (const text of causesOf(error)) emit({ type: 'notice', text })
    return failure.code
  }
}

function remarkOn({ flag, instead }: NonNullable<GlobalValues['outdated']>[number]): RunEvent {
  const message = `${flag} is an older spelling of ${instead}`
  return { type: 'diagnostic', diagnostic: { code: 'CMP118', severity: 'warning', message } }
}

async function openSession({ globals, shell, options = {} }: SessionStart): Promise<Session> {
  const reader = createFileReader(
    () => shell.stdin,
    remoteFetch(shell.environment, globals['insecure-registry']),
  )
  const given = loadRequestOf(globals, shell, options.load)
  const environment = await flagEnvironment(given, reader)
  const loadRequest = withCompatibility(
    given,
    globals.compatibility || isOn(environment, 'COMPOSE_COMPATIBILITY'),
  )
  const concurrency = concurrencyOf(globals, environment)
  // What is read as it comes is read by a program, which wants to know of problems in the same way.
  const usual = globals.json && shell.report === undefined ? 'json' : 'auto'
  const output = outputChoice(globals, environment, usual)
  const color = hasColor(shell.stderr, output, environment)
  const renderer = await chooseRenderer(shell, {
    choice: output,
    environment,
    writeDiagnostic: (diagnostic, sources: SourceTexts) =>
      formatDiagnostic(diagnostic, sources, { baseDirectory: shell.currentDirectory, color, frame: true }),
    ...(options.title === undefined ? {} : { title: options.title }),
    isDryRun: globals['dry-run'],
  })
  return new Session({
    shell,
    globals,
    options,
    loadRequest,
    environment,
    output,
    renderer,
    reader,
    concurrency,
    showPlan: await planShower({ globals, shell, options }),
  })
}

/** In a document for programs it is data; beside lines for programs it goes to whoever is asked. */
async function planShower({ globals, shell, options }: SessionStart): Promise<ShowPlan> {
  const isResult = globals['dry-run'] && shell.report === undefined
  if (!isResult && options?.showsPlans !== true) return showNone
  const { showPlan } = await import('./show-plan.ts')
  const readers = globals.json ? { ...shell, stdout: shell.stderr } : shell
  return (event, style) => showPlan(event, { shell: readers, style })
}

function withCompatibility(request: LoadRequest, compatibility: boolean): LoadRequest {
  return compatibility ? { ...request, options: { ...request.options, compatibility } } : request
}

async function connect(globals: GlobalValues, shell: Shell): Promise<Engine> {
  return openEngine(await findEngine(globals, shell), shell)
}
