import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { BuildOptions } from '../build/prepare-build.ts'
import type { Origins } from '../document/origins.ts'
import type { Engine } from '../engine/engine.ts'
import { execute, type ExecuteResult } from '../execute/execute.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { ContainerWatch } from '../targets/engine/container-watch.ts'
import { explainFailure } from '../targets/engine/explain.ts'
import { withDependencyPath } from '../targets/engine/with-dependency-path.ts'
import { performOn, type PerformerParts } from '../targets/engine/perform.ts'
import type { ProgramContext } from '../targets/engine/run-provider.ts'
import type { HookOutput } from '../targets/engine/hook-output.ts'
import { imageBuilder } from './image-builder.ts'
import { nameHolder } from './name-holder.ts'
import { noPrograms } from './no-programs.ts'
import { showPlan } from './show-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PlanRun {
  readonly engine: Engine
  readonly plan: Plan<EngineAction>
  /** What the plan was made for, where its files were read. */
  readonly project?: Project
  readonly origins?: Origins
  readonly sources?: SourceTexts
  /** How images are built; absent: as the files say. */
  readonly buildOptions?: BuildOptions
  /** Told of the variables that providers and models have for services. */
  readonly onVariables?: ProgramContext['onVariables']
  /** Takes the output of hooks. */
  readonly onOutput?: HookOutput
  /** Instead of the surroundings' own. */
  readonly signal?: AbortSignal
  readonly concurrency?: number
  /** After this time an action no longer counts against the concurrency. */
  readonly patienceMs?: number
  /** Called once nothing is left to make or remove: what remains are starts and waits. */
  readonly onMade?: () => void
  /** Tell what would be done, and do nothing. */
  readonly dryRun?: boolean
}

/**
 * How many actions run at once. The engine serialises most of the work itself; more requests in flight than this only make
 * each of them slower.
 */
const usualConcurrency = 16

const noOrigins: Origins = {
  of: () => undefined,
  isFromVariable: () => false,
  textsFromVariables: () => new Set(),
}

/** Executes a plan on the engine: events go to the host, and after the run each problem with its place in the file. */
export async function runPlan(surroundings: Surroundings, run: PlanRun): Promise<ExecuteResult> {
  await using watch = new ContainerWatch(run.engine, run.plan.project)
  if (run.dryRun === true) showPlan(surroundings, run.plan, run)
  const problems: { readonly id: string; readonly diagnostic: Diagnostic }[] = []
  const making = new Making(run.plan, run.onMade)
  const origins = run.origins ?? noOrigins
  const result = await execute(run.plan, {
    perform: run.dryRun === true ? async () => ({}) : performOn(partsOf(surroundings, run, watch)),
    emit: (event) => {
      surroundings.host.emit(event)
      if (event.type === 'action.end') making.ended(event.id)
      if (event.type !== 'action.end' || event.problem === undefined) return
      problems.push({ id: event.id, diagnostic: event.problem })
    },
    signal: run.signal ?? surroundings.signal,
    concurrency: surroundings.concurrency ?? run.concurrency ?? usualConcurrency,
    ...(run.patienceMs === undefined ? {} : { patience: { ms: run.patienceMs, delay: surroundings.delay } }),
    now: surroundings.now,
    explain: (error, action) =>
      withDependencyPath(explainFailure(error, action, origins), action, run.project?.services ?? {}),
  })
  const sources = run.sources === undefined ? {} : { sources: run.sources }
  for (const { id, diagnostic: problem } of problems) {
    const action = run.plan.actions.find((one) => one.id === id)
    const diagnostic = await nameHolder(surroundings, problem, { ...run, project: run.project, action })
    surroundings.host.emit({ type: 'diagnostic', diagnostic, ...sources })
  }
  return result
}

const lasting: ReadonlySet<string> = new Set([
  'container.start',
  'container.await',
  'container.hook',
  'container.prepare',
])

/** Knows when a run has made and removed all that it will. */
class Making {
  readonly #left: Set<string>
  readonly #onMade: () => void

  constructor(plan: Plan<EngineAction>, onMade: () => void = () => undefined) {
    this.#left = new Set(plan.actions.filter((action) => !lasting.has(action.do)).map(({ id }) => id))
    this.#onMade = onMade
    if (this.#left.size === 0) this.#onMade()
  }

  ended(id: string): void {
    if (this.#left.delete(id) && this.#left.size === 0) this.#onMade()
  }
}

function ignore(): void {
  // Nobody makes containers with them.
}

function partsOf(
  surroundings: Surroundings,
  { engine, project, onOutput, buildOptions: options, origins = noOrigins, onVariables = ignore }: PlanRun,
  watch: ContainerWatch,
): PerformerParts {
  const { host, delay, now, force, registryAuth, programs = noPrograms } = surroundings
  const builder = { engine, ...(options === undefined ? {} : { options }) }
  return {
    engine,
    watch,
    delay,
    now,
    force,
    origins,
    onNotice: (text) => host.emit({ type: 'notice', text }),
    ...(registryAuth === undefined ? {} : { registryAuth }),
    ...(project === undefined
      ? {}
      : {
          contents: project,
          services: project.services,
          programs: { programs, project, onVariables },
          buildImage: imageBuilder(surroundings, { ...builder, project }),
        }),
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
