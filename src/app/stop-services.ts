import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { ExecuteResult } from '../execute/execute.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { Reason } from '../planner/reason.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { observeContainers } from '../targets/engine/observe.ts'
import { planKill } from '../targets/engine/plan-kill.ts'
import { planStop } from '../targets/engine/plan-stop.ts'
import type { HookOutput } from '../targets/engine/hook-output.ts'
import { runPlan } from './run-plan.ts'
import type { Surroundings } from './surroundings.ts'

interface StopRequest {
  readonly services: readonly string[]
  /** What asked for it, for the plan's reasons. */
  readonly flag: string
  /** Instead of the containers' own grace. */
  readonly timeoutSeconds?: number
}

interface StoppedProject {
  readonly engine: Engine
  readonly project: Project
  /** Takes the output of their hooks. */
  readonly onOutput?: HookOutput
}

/**
 * Stops these services in good order until none of them runs; when the user insists meanwhile, kills what still runs. What cannot be
 * stopped is left. Section 1.5, Ctrl-C.
 */
export async function stopServices(
  surroundings: Surroundings,
  stopped: StoppedProject,
  { services, flag, timeoutSeconds }: StopRequest,
): Promise<void> {
  const { project } = stopped
  const { force } = surroundings
  const reason: Reason = { because: 'requested', flag }
  const grace = timeoutSeconds === undefined ? {} : { timeoutSeconds }
  await untilNoneRuns(surroundings, stopped, {
    plan: (containers) => planStop(project, containers, { services, reason, ...grace }),
    signal: force,
  })
  if (!force.aborted) return
  await untilNoneRuns(surroundings, stopped, {
    plan: (containers) =>
      planKill(project, containers, { services, oneOffs: false, signal: 'SIGKILL', reason }),
    signal: new AbortController().signal,
  })
}

interface Ending {
  readonly plan: (containers: readonly ObservedContainer[]) => Plan<EngineAction>
  readonly signal: AbortSignal
}

/** A container that starts as often as this while it is stopped has somebody who wants it to run. */
const mostRounds = 5
const betweenRoundsMs = 100

/** A snapshot may be behind what happens on the engine, so only one that shows nothing left to end is believed. */
async function untilNoneRuns(
  surroundings: Surroundings,
  { engine, project, onOutput }: StoppedProject,
  { plan, signal }: Ending,
): Promise<void> {
  const never = new AbortController().signal
  let result: ExecuteResult | undefined
  for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
    if (round > 1) await surroundings.delay(betweenRoundsMs, never)
    const left = plan(await observeContainers(engine, project.name, never))
    if (left.actions.length === 0 || result?.outcome === 'failed') return
    const run = { engine, plan: left, signal, concurrency: Infinity }
    result = await runPlan(surroundings, onOutput === undefined ? run : { ...run, onOutput })
  }
}
