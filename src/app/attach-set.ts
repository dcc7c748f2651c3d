import type { Project } from '../model/project.ts'
import { own } from '../units/own.ts'
import type { UpRequest } from './up-request.ts'

/** The services whose output an attached `up` shows. Section 1.5, attach set. */
export function attachSet(
  project: Project,
  request: Pick<UpRequest, 'services' | 'attach' | 'noAttach' | 'attachDependencies'>,
): ReadonlySet<string> {
  if (request.attach.length > 0)
    return new Set(request.attach.filter((name) => !request.noAttach.includes(name)))
  const isNamed = request.services.length > 0 && !request.attachDependencies
  const candidates = isNamed ? request.services : Object.keys(project.services)
  return new Set(
    candidates.filter(
      (name) => own(project.services, name)?.attach !== false && !request.noAttach.includes(name),
    ),
  )
}
