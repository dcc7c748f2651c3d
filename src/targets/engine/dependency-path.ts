import type { Service } from '../../model/service.ts'

type Services = Readonly<Record<string, Pick<Service, 'name' | 'depends_on'>>>

/**
 * From a service that nothing depends on to this one, along dependencies: `['web', 'api', 'db']`. The service alone where nothing
 * depends on it.
 */
export function dependencyPath(services: Services, service: string): readonly string[] {
  const path = [service]
  for (;;) {
    const [first] = path
    const dependent = Object.values(services).find(
      ({ name, depends_on = {} }) =>
        !path.includes(name) && first !== undefined && Object.hasOwn(depends_on, first),
    )
    if (dependent === undefined) return path
    path.unshift(dependent.name)
  }
}
