import type { ObservedContainer } from '../engine/observed.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import { expandPatterns } from '../load/service-patterns.ts'
import { isOneOff, serviceOf } from '../targets/engine/labels.ts'
import { own } from '../units/own.ts'
import { findProject, onlyContainers } from './find-project.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface ListRequest {
  readonly load: LoadRequest
  readonly services: readonly string[]
  /** Stopped and one-off containers too. */
  readonly all: boolean
  /** Only these states; implies `all`. */
  readonly statuses: readonly string[]
  /** Containers of services that the file does not have. */
  readonly orphans: boolean
}

/** The project's containers by name. One request, however many there are. Section 1.9. */
export async function listContainers(
  surroundings: Surroundings,
  asked: ListRequest,
): Promise<{
  readonly ending: Ending
  readonly containers: readonly ObservedContainer[]
  readonly project?: Project
}> {
  const found = await findProject(surroundings, asked.load, onlyContainers)
  if (found.ending !== undefined) return { ending: found.ending, containers: [] }
  const { observed, project } = found
  const names = new Set([
    ...Object.keys(project.services),
    ...Object.keys(project.disabledServices),
    ...observed.containers.map((container) => serviceOf(container.labels) ?? ''),
  ])
  const request = { ...asked, services: expandPatterns(asked.services, [...names]) }
  const unknown = request.services.find((name) => !names.has(name))
  if (unknown !== undefined) {
    report(surroundings, [{ code: 'CMP208', severity: 'error', message: `no such service: ${unknown}` }])
    return { ending: { kind: 'failed' }, containers: [] }
  }
  const containers = observed.containers.filter((container) => isListed(container, project, request))
  return { ending: { kind: 'done' }, containers, project }
}

function isListed(container: ObservedContainer, project: Project, request: ListRequest): boolean {
  const service = serviceOf(container.labels) ?? ''
  if (request.services.length > 0 && !request.services.includes(service)) return false
  if (!request.orphans && !isDescribed(service, project, request)) return false
  if (request.statuses.length > 0) return request.statuses.includes(container.state)
  return (
    request.all ||
    (container.state !== 'exited' &&
      container.state !== 'created' &&
      container.state !== 'dead' &&
      !isOneOff(container.labels))
  )
}

/** The file has the service, and it is active: by its profiles, or because it is named. */
function isDescribed(service: string, project: Project, { services }: ListRequest): boolean {
  if (own(project.services, service) !== undefined) return true
  return services.includes(service) && own(project.disabledServices, service) !== undefined
}
