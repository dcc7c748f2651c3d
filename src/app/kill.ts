import { serviceOf } from '../targets/engine/labels.ts'
import { planKill } from '../targets/engine/plan-kill.ts'
import { own } from '../units/own.ts'
import { changeServices, type ServicesFacts, type ServicesRequest } from './change-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface KillRequest extends ServicesRequest {
  readonly signal: string
  /** Also containers of services that the files do not have. */
  readonly orphans: boolean
}

/** Sends a signal to everything that runs, one-off containers too. Section 1.4. */
export async function kill(surroundings: Surroundings, request: KillRequest): Promise<Ending> {
  return changeServices(surroundings, request, (facts) => {
    const plan = planKill(facts.project, facts.containers, {
      services: servicesOf(facts, request),
      oneOffs: true,
      signal: request.signal,
      reason: { because: 'requested', flag: 'kill' },
    })
    if (plan.actions.length > 0) return plan
    surroundings.host.emit({ type: 'notice', text: 'No container to kill' })
    return { kind: 'done' }
  })
}

function servicesOf(
  { project, containers, services, named }: ServicesFacts,
  request: KillRequest,
): readonly string[] {
  if (!request.orphans || named.length > 0) return services
  const all = { ...project.services, ...project.disabledServices }
  const unknown = containers
    .map(({ labels }) => serviceOf(labels) ?? '')
    .filter((name) => own(all, name) === undefined)
  return [...services, ...new Set(unknown)]
}
