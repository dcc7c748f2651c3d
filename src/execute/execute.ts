import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { BuildNews, Emit, Outcome, Progress, RunAction } from '../events/run-event.ts'
import type { ActionBase, ActionId, Plan } from '../planner/plan.ts'

export interface PerformContext {
  readonly signal: AbortSignal
  readonly progress: (progress: Progress) => void
  readonly build: (service: string, news: BuildNews) => void
  /** Something that the user should know, whatever becomes of the action. */
  readonly remark: (diagnostic: Diagnostic) => void
}

/** How one action ended well; a rejection is a failure. */
export interface Performed {
  readonly outcome?: 'done' | 'unchanged' | 'skipped'
  readonly text?: string
  readonly problem?: Diagnostic
}

export interface ExecuteOptions<A extends ActionBase> {
  readonly perform: (action: A, context: PerformContext) => Promise<Performed>
  readonly emit: Emit
  readonly signal: AbortSignal
  /** How many actions run at once. */
  readonly concurrency: number
  /** An action that takes longer than this only waits, so another one may begin beside it. Absent: all count until they end. */
  readonly patience?: {
    readonly ms: number
    readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  }
  readonly now: () => number
  /** Turns a rejection into what the user reads. */
  readonly explain: (error: unknown, action: A) => Diagnostic
}

export interface ExecuteResult {
  readonly outcome: Outcome
  readonly actions: ReadonlyMap<ActionId, Outcome>
}

/**
 * Carries out a plan: starts what is ready, at most `concurrency` at once, in plan order. A failed or cancelled action
 * never releases those after it; independent branches go on. On abort nothing new starts and running actions get the signal.
 * Never rejects because an action failed; rejects for a plan that is none, and for a bug in an action.
 */
export async function execute<A extends ActionBase>(
  plan: Plan<A>,
  options: ExecuteOptions<A>,
): Promise<ExecuteResult> {
  const run = new Run(plan, options)
  return run.untilEnd()
}

const released: ReadonlySet<Outcome> = new Set(['done', 'unchanged', 'skipped'])

/** One execution of one plan. Finding what is ready costs one look per edge over the whole run. */
class Run<A extends ActionBase> {
  readonly #plan: Plan<A>
  readonly #options: ExecuteOptions<A>
  readonly #outcomes = new Map<ActionId, Outcome>()
  readonly #missing = new Map<ActionId, number>()
  readonly #followers = new Map<ActionId, A[]>()
  readonly #ready: A[] = []
  /** Begun and not ended. */
  #inFlight = 0
  /** Of these, the ones that count against the concurrency. */
  #running = 0
  #bug: { readonly bug: unknown } | undefined
  #settle: (() => void) | undefined

  constructor(plan: Plan<A>, options: ExecuteOptions<A>) {
    this.#plan = plan
    this.#options = options
  }

  async untilEnd(): Promise<ExecuteResult> {
    const { emit, now, signal } = this.#options
    const startedMs = now()
    const actions = this.#plan.actions.map(announced)
    emit({ type: 'run.start', actions, unchanged: this.#plan.unchanged })
    this.#index()
    await new Promise<void>((resolve) => {
      this.#settle = resolve
      this.#advance()
    })
    if (this.#bug !== undefined) throw this.#bug.bug
    if (this.#outcomes.size < this.#plan.actions.length)
      throw new Error('actions of the plan wait for each other')
    const outcome = overall([...this.#outcomes.values()], signal.aborted)
    emit({ type: 'run.end', outcome, ms: now() - startedMs })
    return { outcome, actions: this.#outcomes }
  }

  #index(): void {
    for (const action of this.#plan.actions) {
      const before = [...action.after, ...(action.afterSettled ?? [])]
      if (this.#missing.has(action.id)) throw new Error(`the plan has two actions "${action.id}"`)
      this.#missing.set(action.id, before.length)
      for (const id of before) {
        const followers = this.#followers.get(id)
        if (followers === undefined) this.#followers.set(id, [action])
        else followers.push(action)
      }
      if (before.length === 0) this.#ready.push(action)
    }
    const unknown = [...this.#followers.keys()].find((id) => !this.#missing.has(id))
    if (unknown !== undefined) throw new Error(`the plan has no action "${unknown}", which others wait for`)
  }

  #advance(): void {
    while (this.#ready.length > 0 && this.#running < this.#options.concurrency) {
      const action = this.#ready.shift()
      if (action !== undefined) this.#begin(action)
    }
    if (this.#inFlight === 0 && this.#ready.length === 0) this.#settle?.()
  }

  #begin(action: A): void {
    const blocked = action.after.some((id) => !released.has(this.#outcomes.get(id) ?? 'cancelled'))
    if (blocked || this.#options.signal.aborted) {
      this.#end(action, 'cancelled', 0, {})
      return
    }
    this.#inFlight += 1
    const release = this.#holdPlace()
    void this.#perform(action).finally(() => {
      this.#inFlight -= 1
      release()
      this.#advance()
    })
  }

  /** Takes one of the places there are; it is given back by the returned function, or when patience ends. */
  #holdPlace(): () => void {
    this.#running += 1
    const ended = new AbortController()
    const release = (): void => {
      if (ended.signal.aborted) return
      ended.abort()
      this.#running -= 1
    }
    void this.#losePatience(release, ended.signal)
    return release
  }

  async #losePatience(release: () => void, ended: AbortSignal): Promise<void> {
    const { patience } = this.#options
    if (patience === undefined) return
    try {
      await patience.delay(patience.ms, ended)
    } catch {
      // It ended in time.
      return
    }
    release()
    this.#advance()
  }

  async #perform(action: A): Promise<void> {
    const { emit, now, perform, signal } = this.#options
    const startedMs = now()
    emit({ type: 'action.start', id: action.id })
    try {
      const performed = await perform(action, {
        signal,
        progress: (progress) => emit({ type: 'action.progress', id: action.id, ...progress }),
        remark: (diagnostic) => emit({ type: 'diagnostic', diagnostic }),
        build: (service, news) => emit({ type: 'action.build', id: action.id, service, ...news }),
      })
      this.#end(action, performed.outcome ?? 'done', now() - startedMs, performed)
    } catch (error) {
      this.#failed(action, error, now() - startedMs)
    }
  }

  /** What cannot be explained to a user is a bug: everything else ends first, then it is thrown. */
  #failed(action: A, error: unknown, ms: number): void {
    try {
      if (this.#options.signal.aborted) this.#end(action, 'cancelled', ms, {})
      else this.#end(action, 'failed', ms, { problem: this.#options.explain(error, action) })
    } catch (bug) {
      this.#bug ??= { bug }
      this.#end(action, 'failed', ms, {})
    }
  }

  #end(action: A, outcome: Outcome, ms: number, told: Pick<Performed, 'text' | 'problem'>): void {
    this.#outcomes.set(action.id, outcome)
    this.#options.emit({
      type: 'action.end',
      id: action.id,
      outcome,
      ms,
      ...(told.text === undefined ? {} : { text: told.text }),
      ...(told.problem === undefined ? {} : { problem: told.problem }),
    })
    for (const follower of this.#followers.get(action.id) ?? []) {
      const missing = (this.#missing.get(follower.id) ?? 1) - 1
      this.#missing.set(follower.id, missing)
      if (missing === 0) this.#ready.push(follower)
    }
  }
}

function announced({ id, do: verb, target, service, after, afterSettled, reason }: ActionBase): RunAction {
  return {
    id,
    do: verb,
    target,
    ...(service === undefined ? {} : { service }),
    after,
    ...(afterSettled === undefined ? {} : { afterSettled }),
    reason,
  }
}

function overall(outcomes: readonly Outcome[], aborted: boolean): Outcome {
  if (outcomes.includes('failed')) return 'failed'
  if (aborted || outcomes.includes('cancelled')) return 'cancelled'
  return outcomes.some((outcome) => outcome === 'done') ? 'done' : 'unchanged'
}
