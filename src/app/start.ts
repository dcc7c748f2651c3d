import { planStart } from '../targets/engine/plan-start.ts'
import { isOneOff } from '../targets/engine/labels.ts'
import { replicasOf } from '../targets/engine/replicas.ts'
import { own } from '../units/own.ts'
import { changeServices, type ServicesFacts, type ServicesRequest } from './change-services.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { stuckContainers } from './stuck-containers.ts'
import { withinTime } from './within-time.ts'

export interface StartRequest extends ServicesRequest {
  /** Until everything runs, and is healthy where it can tell. */
  readonly wait: boolean
  readonly waitTimeoutSeconds?: number
}

/** Starts the containers that are there, with those they depend on; creates none. Section 1.4. */
export async function start(surroundings: Surroundings, request: StartRequest): Promise<Ending> {
  let known: ServicesFacts | undefined
  const limit = {
    seconds: request.wait ? request.waitTimeoutSeconds : undefined,
    evidence: async () =>
      known === undefined ? {} : stuckContainers(surroundings, known.found.engine, known.project),
  }
  const decide = (facts: ServicesFacts) => {
    known = facts
    const { project, containers } = facts
    return (
      missing(surroundings, facts) ??
      planStart(project, containers, { services: facts.named, wait: request.wait })
    )
  }
  return withinTime(surroundings, limit, (signal) =>
    changeServices(surroundings, request, decide, { signal, strict: true }),
  )
}

/** A project without any container was never created, which is worth a failure; a single service is worth a warning. */
function missing(surroundings: Surroundings, facts: ServicesFacts): Ending | undefined {
  const { project, containers, services } = facts
  const isEmpty = !containers.some(({ labels }) => !isOneOff(labels))
  const absent = services.filter((name) => {
    const service = own(project.services, name)
    const isWanted =
      service !== undefined &&
      (service.provider === undefined || isEmpty) &&
      (service.scale ?? service.deploy?.replicas ?? 1) > 0
    return isWanted && replicasOf(name, containers).length === 0
  })
  const message =
    facts.found.loaded === undefined
      ? `no container found for project "${project.name}"`
      : `service "${absent[0] ?? ''}" has no container to start`
  if (absent.length === 0 && !(isEmpty && facts.found.loaded === undefined)) return undefined
  if (!isEmpty) {
    const remarks = absent.map((name) => `service "${name}" has no container to start`)
    report(
      surroundings,
      remarks.map((text) => ({ code: 'CMP415', severity: 'warning', message: text, hint })),
    )
    return undefined
  }
  report(surroundings, [{ code: 'CMP415', severity: 'error', message, hint }])
  return { kind: 'failed' }
}

const hint = '"compose up" creates containers and starts them'
