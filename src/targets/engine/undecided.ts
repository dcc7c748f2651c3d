import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId, Undecided } from '../../planner/plan.ts'
import type { EngineAction } from './actions.ts'
import type { Decisions } from './decisions.ts'
import { imageReference } from './image-reference.ts'
import { otherImages } from './other-images.ts'
import { namespaceParents } from './shared-namespaces.ts'

/**
 * Containers that stay as far as can be told now: what is pulled or built for them may turn out to be another image, and providers and
 * models may tell other variables. Then they are replaced, and with them whatever cannot do without them.
 */
export function undecidedContainers(
  project: Project,
  decisions: Decisions,
  first: readonly EngineAction[],
): readonly Undecided[] {
  const causes = new Map<string, ActionId>()
  const undecided: Undecided[] = []
  for (const { service, instances } of decisions.values()) {
    const parents = [...namespaceParents(service), ...restartedWith(service)]
    const cause =
      first.find((action) => isNewsFor(action, project, service))?.id ??
      parents.flatMap((parent) => causes.get(parent) ?? [])[0]
    if (cause === undefined) continue
    causes.set(service.name, cause)
    for (const { fate, ref } of instances) if (fate === 'keep') undecided.push({ target: ref, until: cause })
  }
  return undecided
}

function isNewsFor(action: EngineAction, project: Project, service: Service): boolean {
  switch (action.do) {
    case 'image.pull':
    case 'image.build':
      return [imageReference(project, service), ...otherImages(project, service)].includes(action.reference)
    case 'provider.up':
      return action.dependents.includes(service.name)
    case 'model.prepare':
      return action.users.some((user) => user.service === service.name)
    default:
      return false
  }
}

function restartedWith({ depends_on = {} }: Service): readonly string[] {
  return Object.entries(depends_on).flatMap(([name, { restart }]) => (restart === true ? [name] : []))
}
