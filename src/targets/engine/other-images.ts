import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { imageReference } from './image-reference.ts'

/** What a service needs beside its own image: those of the steps before its start, and those it mounts. Section 4.6. */
export function otherImages(
  project: Pick<Project, 'name' | 'services'>,
  service: Service,
): readonly string[] {
  const main = imageReference(project, service)
  const steps = (service.pre_start ?? []).map((hook) => hook.image ?? main)
  const mounts = (service.volumes ?? []).flatMap(({ type, source = '' }) =>
    type === 'image' ? [mountedImage(project, source)] : [],
  )
  return [...new Set([...steps, ...mounts])].filter((reference) => reference !== main)
}

/** Whether an image is built for one of the services, so that no registry has it. */
export function isBuiltHere(project: Pick<Project, 'name' | 'services'>, reference: string): boolean {
  return Object.values(project.services).some(
    (service) => service.build !== undefined && imageReference(project, service) === reference,
  )
}

/** The image that a mount of type `image` names; a service stands for its own. */
export function mountedImage(project: Pick<Project, 'name' | 'services'>, source: string): string {
  const service = own(project.services, source)
  return service === undefined ? source : imageReference(project, service)
}
