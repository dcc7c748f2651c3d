import type { ObservedContainer } from '../engine/observed.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { chooseServices } from './choose-services.ts'
import type { FoundProject } from './find-project.ts'
import { findProject, onlyContainers } from './find-project.ts'
import { report } from './load-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** What every command is asked that does something to the containers of services. */
export interface ServicesRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  readonly dryRun: boolean
}

/** What there is to plan from. */
export interface ServicesFacts {
  readonly project: Project
  /** Of the project, one-offs too, by name. */
  readonly containers: readonly ObservedContainer[]
  /** Those named, or all active ones. */
  readonly services: readonly string[]
  /** Those named; empty where none was. */
  readonly named: readonly string[]
  readonly found: FoundProject
}

type Decide = (facts: ServicesFacts) => Plan<EngineAction> | Ending | Promise<Plan<EngineAction> | Ending>

interface ChangeOptions {
  readonly signal?: AbortSignal
  /** Refuse names without containers where only the engine was asked. */
  readonly strict?: boolean
}

/** Finds the project, checks the names, and carries out what `decide` plans for it. */
export async function changeServices(
  surroundings: Surroundings,
  request: ServicesRequest,
  decide: Decide,
  { signal, strict = false }: ChangeOptions = {},
): Promise<Ending> {
  const found = await findProject(surroundings, request.load, onlyContainers)
  if (found.ending !== undefined) return found.ending
  const chosen = chooseServices(surroundings, found, { services: request.services, strict })
  if (chosen.ending !== undefined) return chosen.ending
  const { project, names: services, named } = chosen
  const { containers } = found.observed
  const decided = await decide({ project, services, named, containers, found })
  if ('kind' in decided) return decided
  report(surroundings, decided.warnings)
  const origin =
    found.loaded === undefined ? {} : { origins: found.loaded.origins, sources: found.loaded.sources }
  return endingOf(
    await runPlan(surroundings, {
      engine: found.engine,
      plan: decided,
      project,
      dryRun: request.dryRun,
      concurrency: Infinity,
      ...origin,
      ...(signal === undefined ? {} : { signal }),
    }),
  )
}
