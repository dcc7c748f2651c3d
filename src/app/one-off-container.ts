import type { EventSubscription } from '../engine/engine.ts'
import type { TerminalSize } from '../engine/exec.ts'
import type { RunEvent } from '../events/run-event.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { labelNames } from '../targets/engine/labels.ts'
import { forwardTo } from './forward-signals.ts'
import { detached, detachKeysOf } from './detach.ts'
import { interact } from './interact.ts'
import { endingOf, runPlan, type PlanRun } from './run-plan.ts'
import type { RunRequest } from './run-request.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** A one-off container that was planned, and whose dependencies run. */
export interface OneOffRun extends Omit<PlanRun, 'plan'> {
  readonly name: string
  readonly request: RunRequest
  /** What concerns the container itself: its creation, its start, its hooks. */
  readonly own: Plan<EngineAction>
}

/**
 * Creates the container of a run and starts it: left alone, or with its streams connected until it ends. An interrupt before it has
 * started leaves none that runs.
 */
export async function runContainer(
  surroundings: Surroundings,
  run: OneOffRun,
): Promise<{ readonly ending: Ending; readonly id?: string }> {
  const created = await performWhole(surroundings, run, 'container.create')
  if (created.kind !== 'done') return { ending: created }
  try {
    surroundings.signal.throwIfAborted()
    return await (run.request.detach ? detachedRun : attachedRun)(surroundings, run)
  } catch (error) {
    if (!surroundings.signal.aborted) throw error
    await discardUnstarted(surroundings, run)
    return { ending: { kind: 'cancelled' } }
  }
}

type Run = Awaited<ReturnType<typeof runContainer>>

async function discardUnstarted({ force }: Surroundings, { engine, name }: OneOffRun): Promise<void> {
  const { state } = await engine.containers.inspect(name, force)
  if (state === 'created')
    await engine.containers.remove(name, { force: true, anonymousVolumes: true }, force)
}

async function detachedRun(surroundings: Surroundings, run: OneOffRun): Promise<Run> {
  const { id } = await run.engine.containers.inspect(run.name, surroundings.signal)
  const started = await startContainer(surroundings, run)
  const ending = started.kind === 'done' ? await runHooks(surroundings, run) : started
  return ending.kind === 'done' ? { ending, id } : { ending }
}

/** The streams are connected before the start, so that nothing is missed; the exit is heard of even where the container goes at once. */
async function attachedRun(surroundings: Surroundings, run: OneOffRun): Promise<Run> {
  const { engine, name, request } = run
  const { signal } = surroundings
  const { stdio, overrides, slug } = request
  const { tty, interactive: input } = overrides
  const labels = { [labelNames.slug]: slug }
  await using events = await engine.subscribe(
    { labels, types: ['container'], actions: [...lastActions] },
    signal,
  )
  const detachKeys = await detachKeysOf(surroundings)
  const streams = await engine.execs.attach(name, { input, tty, detachKeys: detachKeys.text }, signal)
  const started = await startContainer(surroundings, run)
  if (started.kind !== 'done') {
    streams.close()
    return { ending: started }
  }
  const resize = (size: TerminalSize): Promise<void> => engine.execs.resizeContainer(name, size, signal)
  const terminal = tty ? { terminal: { resize, detachKeys } } : {}
  const takeBack = stdio.forwardSignals?.(forwardTo(engine, name))
  try {
    // Hooks may take their time; what the container says is shown meanwhile.
    const shown = interact(streams, { stdio, input, ...terminal })
    const [how, hooked] = await Promise.all([shown, runHooks(surroundings, run)])
    if (hooked.kind !== 'done') return { ending: hooked }
    if (how === 'detached') return { ending: detached(surroundings) }
    return { ending: { kind: 'code', code: await exitCode(surroundings, { events, request }) } }
  } finally {
    takeBack?.()
  }
}

/** Who interrupts a start wants nothing to run; the engine, once asked, starts it all the same. */
async function startContainer(surroundings: Surroundings, run: OneOffRun): Promise<Ending> {
  const { signal, force } = surroundings
  const started = await performWhole(surroundings, run, 'container.start')
  if (!signal.aborted || started.kind === 'failed') return started
  const { containers } = run.engine
  if (!force.aborted) await containers.stop(run.name, undefined, force).catch(() => undefined)
  if (force.aborted) await containers.kill(run.name, 'SIGKILL', new AbortController().signal)
  return { kind: 'cancelled' }
}

/** Goes on to its end unless the user insists, because the engine does so too. */
function performWhole(surroundings: Surroundings, run: OneOffRun, verb: EngineAction['do']): Promise<Ending> {
  return perform({ ...surroundings, signal: surroundings.force }, run, verb)
}

/** How long a container that is about to end may take to be seen as ended. */
const endingMs = 500

/** A container that ends before its hooks needs none; one whose hook fails is stopped. */
async function runHooks(surroundings: Surroundings, run: OneOffRun): Promise<Ending> {
  const problems: RunEvent[] = []
  const host = { ...surroundings.host, emit: (event: RunEvent) => void problems.push(event) }
  const hooked = await perform({ ...surroundings, host }, run, 'container.hook')
  if (hooked.kind !== 'failed') return hooked
  await surroundings.delay(endingMs, surroundings.signal)
  if (!(await isRunning(run))) return { kind: 'done' }
  for (const problem of problems) surroundings.host.emit(problem)
  await run.engine.containers.stop(run.name, undefined, surroundings.force)
  return hooked
}

async function isRunning({ engine, request }: OneOffRun): Promise<boolean> {
  const listed = await engine.containers.list(
    { [labelNames.slug]: request.slug },
    new AbortController().signal,
  )
  return listed.some(({ state }) => state === 'running')
}

/** What happens to the container itself is what its user looks at: only problems are told beside it. */
async function perform(
  surroundings: Surroundings,
  { own, ...run }: OneOffRun,
  verb: EngineAction['do'],
): Promise<Ending> {
  const { host } = surroundings
  const emit = (event: RunEvent): void => {
    if (event.type === 'diagnostic') host.emit(event)
  }
  const actions = own.actions.filter((action) => action.do === verb)
  const ids = new Set(actions.map(({ id }) => id))
  const plan = {
    ...own,
    actions: actions.map((action) => ({
      ...action,
      after: action.after.filter((id) => ids.has(id)),
      afterSettled: [],
    })),
  }
  return endingOf(await runPlan({ ...surroundings, host: { ...host, emit } }, { ...run, plan }))
}

/** How a container goes; the last two are the names that engines have for one thing. */
const lastActions = ['die', 'destroy', 'remove'] as const

/** How long the engine may take to remove a container that has ended. */
const removalMs = 10_000

/** A container that is to be removed is gone when the run ends, so that the next one may have its name. */
async function exitCode(
  surroundings: Surroundings,
  { events, request }: { readonly events: EventSubscription; readonly request: RunRequest },
): Promise<number> {
  const coming = events[Symbol.asyncIterator]()
  const died = await coming.next()
  const code = died.done === true ? 0 : Number(died.value.attributes['exitCode'] ?? 0)
  if (!request.remove || died.done === true) return code
  const isGone = new AbortController()
  const either = AbortSignal.any([surroundings.signal, isGone.signal])
  await Promise.race([coming.next(), surroundings.delay(removalMs, either).catch(() => undefined)])
  isGone.abort()
  return code
}
