import { assertNever } from '../../../diagnostics/errors.ts'
import type { Dependency, Service } from '../../../model/service.ts'
import { own } from '../../../units/own.ts'
import type { SeenContainer, Situation } from './finding.ts'

type Condition = Dependency['condition']

export interface UnmetDependency {
  readonly service: string
  readonly condition: Condition
}

/** What a service waits for, in the order of its file; those that are not required do not hold it back. */
export function unmetDependencies(
  { depends_on = {} }: Pick<Service, 'depends_on'>,
  situation: Pick<Situation, 'containers' | 'project'>,
): readonly UnmetDependency[] {
  return Object.entries(depends_on).flatMap(([service, { condition, required }]) => {
    const isThere = own(situation.project.services, service) !== undefined
    const isProvided = own(situation.project.services, service)?.provider !== undefined
    if (!required || !isThere || isProvided) return []
    const containers = situation.containers.get(service) ?? []
    const isMet = containers.length > 0 && containers.every((one) => meets(one, condition))
    return isMet ? [] : [{ service, condition }]
  })
}

function meets({ listed }: SeenContainer, condition: Condition): boolean {
  switch (condition) {
    case 'service_started':
      // A job that has ended was started, too.
      return listed.state === 'running' || listed.state === 'paused' || listed.exitCode === 0
    case 'service_healthy':
      return listed.state === 'running' && listed.health === 'healthy'
    case 'service_completed_successfully':
      return listed.state === 'exited' && listed.exitCode === 0
    default:
      return assertNever(condition)
  }
}

/** From the service to the first of those at the root: what itself waits for nothing. */
export function pathToCause(
  service: string,
  situation: Pick<Situation, 'containers' | 'project'>,
): readonly string[] {
  const path = [service]
  for (;;) {
    const last = own(situation.project.services, path.at(-1) ?? '')
    const next = last === undefined ? undefined : unmetDependencies(last, situation)[0]
    if (next === undefined || path.includes(next.service)) return path
    path.push(next.service)
  }
}

export function conditionText(condition: Condition): string {
  switch (condition) {
    case 'service_started':
      return 'to run'
    case 'service_healthy':
      return 'to be healthy'
    case 'service_completed_successfully':
      return 'to end with code 0'
    default:
      return assertNever(condition)
  }
}
