import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Engine } from '../engine/engine.ts'
import type { RunEvent } from '../events/run-event.ts'
import { execute, type ExecuteResult } from '../execute/execute.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { ContainerWatch } from '../targets/engine/container-watch.ts'
import { explainFailure } from '../targets/engine/explain.ts'
import { performOn, type PerformerParts } from '../targets/engine/perform.ts'
import type { HookOutput } from '../targets/engine/run-hook.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PlanRun {
  readonly engine: Engine
  readonly plan: Plan<EngineAction>
  /** What the plan was made for, where its files were read. */
  readonly project?: Project
  readonly origins?: Origins
  readonly sources?: SourceTexts
  /** Takes the output of hooks. */
  readonly onOutput?: HookOutput
  /** Instead of the surroundings' own. */
  readonly signal?: AbortSignal
  readonly concurrency?: number
  /** Tell what would be done, and do nothing. */
  readonly dryRun?: boolean
}

/**
 * How many actions run at once. The engine serialises most of the work itself; more requests in flight than this only make
 * each of them slower.
 */
const usualConcurrency = 16

const noOrigins: Origins = { of: () => undefined }

/** Executes a plan on the engine: events go to the host, and after the run each problem with its place in the file. */
export async function runPlan(surroundings: Surroundings, run: PlanRun): Promise<ExecuteResult> {
  await using watch = new ContainerWatch(run.engine, run.plan.project)
  const problems: RunEvent[] = []
  const origins = run.origins ?? noOrigins
  const result = await execute(run.plan, {
    perform: run.dryRun === true ? async () => ({}) : performOn(partsOf(surroundings, run, watch)),
    emit: (event) => {
      surroundings.host.emit(event)
      if (event.type !== 'action.end' || event.problem === undefined) return
      const sources = run.sources === undefined ? {} : { sources: run.sources }
      problems.push({ type: 'diagnostic', diagnostic: event.problem, ...sources })
    },
    signal: run.signal ?? surroundings.signal,
    concurrency: surroundings.concurrency ?? run.concurrency ?? usualConcurrency,
    now: surroundings.now,
    explain: (error, action) => explainFailure(error, action, origins),
  })
  for (const problem of problems) surroundings.host.emit(problem)
  return result
}

function partsOf(
  { delay, registryAuth }: Surroundings,
  { engine, project, onOutput, origins = noOrigins }: PlanRun,
  watch: ContainerWatch,
): PerformerParts {
  return {
    engine,
    watch,
    delay,
    origins,
    ...(registryAuth === undefined ? {} : { registryAuth }),
    ...(project === undefined ? {} : { contents: project }),
    ...(onOutput === undefined ? {} : { onOutput }),
  }
}

export function endingOf(result: ExecuteResult): Ending {
  switch (result.outcome) {
    case 'failed':
      return { kind: 'failed' }
    case 'cancelled':
      return { kind: 'cancelled' }
    default:
      return { kind: 'done' }
  }
}
