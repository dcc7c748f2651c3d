import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { containerName } from './labels.ts'

/** A container that a link reaches. */
export interface LinkTarget {
  readonly name: string
  readonly number: number
}

/** The containers of a service, by its name. */
export type LinkTargets = (service: string) => readonly LinkTarget[]

/**
 * Links in the engine's form, `container:alias`. Every replica of a linked service is reachable under the alias and under
 * its own names, with and without the project. Without `targets`, replicas are those that the file asks for. Section 2.2.
 */
export function linksOf(
  project: Project,
  service: Service,
  targets: LinkTargets = (name) => targetsOfFile(project, name),
): readonly string[] {
  const own = (service.links ?? []).flatMap((link) => serviceLinks(project, link, targets))
  const external = (service.external_links ?? []).map((link) => {
    const [container = link, alias = container] = link.split(':')
    return `${container}:${alias}`
  })
  return [...new Set([...own, ...external])]
}

/** The services that links lead to. */
export function linkedServices({ links = [] }: Service): readonly string[] {
  return links.map((link) => link.split(':')[0] ?? link)
}

function targetsOfFile(project: Project, name: string): readonly LinkTarget[] {
  const linked = own(project.services, name)
  if (linked === undefined) return []
  const replicas = linked.scale ?? linked.deploy?.replicas ?? 1
  return Array.from({ length: replicas }, (_, index) => ({
    name: containerName(project, linked, index + 1),
    number: index + 1,
  }))
}

function serviceLinks(project: Project, link: string, targets: LinkTargets): readonly string[] {
  const [service = link, alias = service] = link.split(':')
  return targets(service).flatMap(({ name, number }) => {
    const replica = `${service}-${number}`
    return [alias, replica, `${project.name}-${replica}`].map((known) => `${name}:${known}`)
  })
}
