import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { sortDependencies } from '../graph/sort.ts'
import { unknownServices } from '../load/select.ts'
import { configHash } from '../model/config-hash.ts'
import type { Project } from '../model/project.ts'
import { imageReference } from '../targets/engine/image-reference.ts'
import { compareText } from '../units/compare-text.ts'

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

/** `NAME HASH` of the services in a comma-separated list, sorted; `*` is all. */
export function hashLines(
  project: Project,
  list: string,
): { readonly lines: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const names = list === '*' ? Object.keys(project.services) : list.split(',')
  const diagnostics = unknownServices(project.services, names)
  const form = project.environment['GANTRY_CONFIG_HASH'] === '2.40' ? '2.40' : 'v5'
  const lines = sortedUnique(names).flatMap((name) => {
    const service = project.services[name]
    return service === undefined ? [] : [`${name} ${configHash(service, { form })}`]
  })
  return { lines, diagnostics }
}

function dependenciesFirst(project: Project): readonly string[] {
  const edges = Object.values(project.services).map((service): [string, readonly string[]] => [
    service.name,
    Object.keys(service.depends_on ?? {}).filter((name) => project.services[name] !== undefined),
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
