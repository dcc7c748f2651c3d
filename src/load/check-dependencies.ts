import { sortDependencies } from '../graph/sort.ts'
import type { Dependency, Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import type { CheckContext } from './check-context.ts'
import { hintFor } from './check-context.ts'

/** What a service depends on must exist, and be enabled unless it is optional. */
export function checkDependencies(service: Service, context: CheckContext): void {
  for (const [name, dependency] of Object.entries(service.depends_on ?? {})) {
    if (own(context.project.services, name) === undefined)
      reportMissing(service, { name, dependency }, context)
  }
}

function reportMissing(
  service: Service,
  { name, dependency }: { readonly name: string; readonly dependency: Dependency },
  { project, found }: CheckContext,
): void {
  const at = ['services', service.name, 'depends_on', name]
  const disabled = own(project.disabledServices, name)
  if (disabled !== undefined && !dependency.required) return
  if (disabled === undefined) {
    found({
      code: 'CMP204',
      message: `service "${service.name}" depends on the undefined service "${name}"`,
      at,
      pointAtKey: true,
      hint: hintFor(name, Object.keys(project.services), 'declare it under "services:"'),
    })
    return
  }
  const profiles = disabled.profiles ?? []
  found({
    code: 'CMP209',
    message: `service "${service.name}" depends on service "${name}", which is disabled by its profiles`,
    at,
    pointAtKey: true,
    related: [{ message: 'its profiles are here', at: ['services', name, 'profiles'] }],
    hint: `enable it with "--profile ${profiles[0] ?? 'NAME'}", or mark the dependency "required: false"`,
  })
}

/** Names the whole cycle. */
export function checkDependencyCycles({ project, found }: CheckContext): void {
  const edges = Object.values(project.services).map((service): [string, readonly string[]] => [
    service.name,
    Object.keys(service.depends_on ?? {}).filter((name) => own(project.services, name) !== undefined),
  ])
  const sorted = sortDependencies(new Map(edges))
  if (!('cycle' in sorted)) return
  const [first = '', ...others] = sorted.cycle
  const steps = [first, ...others, first]
  found({
    code: 'CMP205',
    message: `services depend on each other in a cycle: ${steps.join(' -> ')}`,
    at: ['services', first, 'depends_on', others[0] ?? first],
    pointAtKey: true,
    related: others.map((name, index) => ({
      message: `"${name}" depends on "${others[index + 1] ?? first}"`,
      at: ['services', name, 'depends_on', others[index + 1] ?? first],
    })),
    hint: 'remove one of these dependencies',
  })
}
