import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { containerName } from './labels.ts'

/**
 * Links in the engine's form, `container:alias`. Every replica of a linked service is reachable under the alias and under
 * its own names, with and without the project. Section 2.2.
 */
export function linksOf(project: Project, service: Service): readonly string[] {
  const own = (service.links ?? []).flatMap((link) => serviceLinks(project, link))
  const external = (service.external_links ?? []).map((link) => {
    const [container = link, alias = container] = link.split(':')
    return `${container}:${alias}`
  })
  return [...new Set([...own, ...external])]
}

function serviceLinks(project: Project, link: string): readonly string[] {
  const [name = link, alias = name] = link.split(':')
  const linked = own(project.services, name)
  if (linked === undefined) return []
  const replicas = linked.scale ?? linked.deploy?.replicas ?? 1
  return Array.from({ length: replicas }, (_, index) => index + 1).flatMap((number) => {
    const container = containerName(project, linked, number)
    const replica = `${name}-${number}`
    return [alias, replica, `${project.name}-${replica}`].map((known) => `${container}:${known}`)
  })
}
