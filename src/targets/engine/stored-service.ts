import type { Origins } from '../../document/origins.ts'
import { hashedService } from '../../model/config-hash.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { storeSpec } from '../../planner/stored-spec.ts'

/**
 * The label that tells later which field of a service changed. Salted, so that digests of equal values differ between services and
 * stay equal for one service from run to run.
 */
export function storedSpec(
  project: Pick<Project, 'name'>,
  service: Service,
  origins: Origins | undefined,
): string {
  const isSecret = (path: readonly (string | number)[]): boolean =>
    origins?.isFromVariable(['services', service.name, ...path]) === true
  return storeSpec(hashedService(service), `${project.name}/${service.name}`, isSecret)
}
