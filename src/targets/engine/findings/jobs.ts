import type { Project } from '../../../model/project.ts'
import type { Service } from '../../../model/service.ts'
import { own } from '../../../units/own.ts'

/** Whether a service is meant to run until it is stopped, as far as its definition tells. */
export function isNeverEnding(service: Service, project: Pick<Project, 'services'>): boolean {
  const isWaitedFor = Object.values(project.services).some(
    ({ depends_on }) => own(depends_on, service.name)?.condition === 'service_completed_successfully',
  )
  if (isWaitedFor) return false
  const { ports = [], healthcheck, restart = 'no', deploy } = service
  const policy = deploy?.restart_policy?.condition ?? restart
  return (
    ports.length > 0 ||
    healthcheck !== undefined ||
    policy === 'always' ||
    policy === 'any' ||
    policy === 'unless-stopped'
  )
}
