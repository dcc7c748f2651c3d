import { sortDependencies } from '../graph/sort.ts'
import type { Project } from '../model/project.ts'
import { imageReference } from '../targets/engine/image-reference.ts'
import { compareText } from '../units/compare-text.ts'
import { own } from '../units/own.ts'

export type ListedPart = 'services' | 'volumes' | 'networks' | 'models' | 'profiles' | 'images'

/** The names that `config --services`, `--volumes` and so on print, one a line. */
export function listLines(project: Project, part: ListedPart): readonly string[] {
  switch (part) {
    case 'services':
      return dependenciesFirst(project)
    case 'profiles':
      return sortedUnique(allServices(project).flatMap((service) => service.profiles ?? []))
    case 'images':
      return Object.values(project.services).flatMap((service) => [
        ...(service.provider === undefined ? [imageReference(project, service)] : []),
        ...(service.pre_start ?? []).flatMap((hook) =>
          hook.image === undefined || hook.image === service.image ? [] : [hook.image],
        ),
      ])
    default:
      return Object.keys(project[part]).sort(compareText)
  }
}

function dependenciesFirst(project: Project): readonly string[] {
  const edges = Object.values(project.services).map((service): [string, readonly string[]] => [
    service.name,
    Object.keys(service.depends_on ?? {}).filter((name) => own(project.services, name) !== undefined),
  ])
  const sorted = sortDependencies(new Map(edges))
  return 'order' in sorted ? sorted.order : Object.keys(project.services)
}

function allServices(project: Project): readonly Project['services'][string][] {
  return [...Object.values(project.services), ...Object.values(project.disabledServices)]
}

function sortedUnique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText)
}
