import type { Reason } from '../planner/reason.ts'
import type { Project } from '../model/project.ts'
import type { Engine } from '../engine/engine.ts'
import { observeContainers } from '../targets/engine/observe.ts'
import { planKill } from '../targets/engine/plan-kill.ts'
import { planStop } from '../targets/engine/plan-stop.ts'
import type { HookOutput } from '../targets/engine/run-hook.ts'
import { runPlan } from './run-plan.ts'
import type { Surroundings } from './surroundings.ts'

interface StopRequest {
  readonly services: readonly string[]
  /** What asked for it, for the plan's reasons. */
  readonly flag: string
}

interface StoppedProject {
  readonly engine: Engine
  readonly project: Project
  /** Takes the output of their hooks. */
  readonly onOutput?: HookOutput
}

/** Stops these services in good order; when the user insists meanwhile, kills what still runs. Section 1.5, Ctrl-C. */
export async function stopServices(
  surroundings: Surroundings,
  { engine, project, onOutput }: StoppedProject,
  { services, flag }: StopRequest,
): Promise<void> {
  const reason: Reason = { because: 'requested', flag }
  const never = new AbortController().signal
  if (!surroundings.force.aborted) {
    const containers = await observeContainers(engine, project.name, never)
    const plan = planStop(project, containers, { services, reason })
    const run = { engine, plan, signal: surroundings.force, concurrency: Infinity }
    await runPlan(surroundings, onOutput === undefined ? run : { ...run, onOutput })
  }
  if (!surroundings.force.aborted) return
  const containers = await observeContainers(engine, project.name, never)
  const plan = planKill(project, containers, { services, oneOffs: false, signal: 'SIGKILL', reason })
  await runPlan(surroundings, { engine, plan, signal: never, concurrency: Infinity })
}
