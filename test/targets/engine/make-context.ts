import type { Project } from '../../../src/model/project.ts'
import type { Service } from '../../../src/model/service.ts'
import type { ContainerContext } from '../../../src/targets/engine/container-context.ts'
import { makeProject, makeService } from '../../support/models.ts'

/** The first container of a service in the project "shop", on an engine that knows everything. */
export function makeContext(
  service: Partial<Service> = {},
  project: Partial<Project> = {},
  fields: Partial<ContainerContext> = {},
): ContainerContext {
  const made = makeService(service)
  return {
    project: makeProject([made], project),
    service: made,
    number: 1,
    name: made.container_name ?? `shop-${made.name}-1`,
    configHash: 'c0ffee',
    image: undefined,
    imageReference: made.image ?? 'shop-web',
    apiVersion: '1.51',
    ...fields,
  }
}
