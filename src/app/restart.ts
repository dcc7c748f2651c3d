import { planRestart } from '../targets/engine/plan-restart.ts'
import { changeServices, type ServicesRequest } from './change-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface RestartRequest extends ServicesRequest {
  /** Leave out dependents with `restart: true`. */
  readonly noDeps: boolean
  readonly timeoutSeconds?: number
}

/** Restarts containers and starts those that have stopped; dependents that ask for it follow. Section 1.4. */
export async function restart(surroundings: Surroundings, request: RestartRequest): Promise<Ending> {
  return changeServices(
    surroundings,
    request,
    ({ project, containers, named }) => planRestart(project, containers, { ...request, services: named }),
    { strict: true },
  )
}
