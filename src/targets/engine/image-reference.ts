import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'

/** The image a service runs: its own, or the one its build makes (section 4.1). */
export function imageReference(project: Pick<Project, 'name'>, service: Service): string {
  return service.image ?? `${project.name}-${service.name}`
}
