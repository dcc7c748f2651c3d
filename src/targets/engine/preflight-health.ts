import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { ObservedImage } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { EngineAction } from './actions.ts'
import { imageReference } from './image-reference.ts'

interface HealthFacts {
  readonly project: Project
  readonly origins: Origins
  readonly actions: readonly EngineAction[]
  readonly images: ReadonlyMap<string, ObservedImage>
}

/** Waits that can never end well: for the health of a container about to be made that has no health check. */
export function hopelessWaits({ project, origins, actions, images }: HealthFacts): readonly Diagnostic[] {
  const made = new Set(
    actions.flatMap(({ do: verb, target }) =>
      target.kind === 'container' && (verb === 'container.create' || verb === 'container.replace')
        ? [target.name]
        : [],
    ),
  )
  const told = new Set<string>()
  return actions.flatMap((action): readonly Diagnostic[] => {
    const { target } = action
    if (action.do !== 'container.await' || action.condition !== 'healthy' || action.optional === true)
      return []
    if (target.kind !== 'container' || !made.has(target.name) || told.has(target.service)) return []
    const service = own(project.services, target.service)
    if (service === undefined || canBeHealthy(service, images.get(imageReference(project, service))))
      return []
    told.add(service.name)
    return [hopeless(service, project, origins)]
  })
}

/** Of an image that is still to be fetched or built nobody knows. */
function canBeHealthy({ healthcheck }: Service, image: ObservedImage | undefined): boolean {
  const isOff = healthcheck?.disable === true || healthcheck?.test?.[0] === 'NONE'
  if (isOff) return false
  return healthcheck?.test !== undefined || image === undefined || image.hasHealthcheck
}

function hopeless({ name }: Service, project: Project, origins: Origins): Diagnostic {
  const dependent = Object.values(project.services).find(
    ({ depends_on }) => own(depends_on, name)?.condition === 'service_healthy',
  )
  const span =
    dependent === undefined
      ? undefined
      : (origins.of(['services', dependent.name, 'depends_on', name])?.span ??
        origins.of(['services', dependent.name, 'depends_on'])?.span)
  return {
    code: 'CMP409',
    severity: 'error',
    message: `service "${dependent?.name ?? ''}" waits for "${name}" to be healthy, and "${name}" has no health check`,
    hint: `add a healthcheck to "${name}", or depend on it with condition: service_started`,
    ...(span === undefined ? {} : { span }),
    facts: { service: name, dependencyPath: dependent === undefined ? [name] : [dependent.name, name] },
  }
}
