import { planPause } from '../targets/engine/plan-pause.ts'
import { changeServices, type ServicesRequest } from './change-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Holds the processes of what runs, or lets them go on. Section 1.4. */
export async function pause(
  surroundings: Surroundings,
  request: ServicesRequest & { readonly verb: 'pause' | 'unpause' },
): Promise<Ending> {
  return changeServices(surroundings, request, ({ project, containers, services }) =>
    planPause(project, containers, { services, verb: request.verb }),
  )
}
