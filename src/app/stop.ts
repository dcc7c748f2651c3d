import { planStop } from '../targets/engine/plan-stop.ts'
import { changeServices, type ServicesRequest } from './change-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface StopRequest extends ServicesRequest {
  readonly timeoutSeconds?: number
}

/** Stops containers, dependents first; what has stopped already is as it should be. Section 1.4. */
export async function stop(surroundings: Surroundings, request: StopRequest): Promise<Ending> {
  const { timeoutSeconds } = request
  return changeServices(surroundings, request, ({ project, containers, services }) =>
    planStop(project, containers, {
      services,
      providers: true,
      reason: { because: 'requested', flag: 'stop' },
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    }),
  )
}
