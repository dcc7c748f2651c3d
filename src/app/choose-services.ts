import { unknownServices } from '../load/select.ts'
import { expandPatterns } from '../load/service-patterns.ts'
import type { Project } from '../model/project.ts'
import type { FoundProject } from './find-project.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface ChosenServices {
  /** With the services that were named among the active ones, whatever their profiles. */
  readonly project: Project
  /** Those named, or all active ones. */
  readonly names: readonly string[]
  /** Those named, with those that patterns stand for; empty where none was. */
  readonly named: readonly string[]
  readonly ending?: never
}

/**
 * Which services a command is about. A name that the files do not have is a mistake; where only the engine was asked, a service
 * without containers is one that cannot be told from one that never was, so it is only refused where `strict`. Section 1.1.
 */
export function chooseServices(
  surroundings: Surroundings,
  { project, loaded }: FoundProject,
  { services: asked, strict = false }: { readonly services: readonly string[]; readonly strict?: boolean },
): ChosenServices | { readonly ending: Ending } {
  const all = { ...project.disabledServices, ...project.services }
  const services = expandPatterns(asked, Object.keys(project.services))
  const mistakes = loaded === undefined && !strict ? [] : unknownServices(all, services)
  if (mistakes.length > 0) {
    report(surroundings, mistakes)
    return { ending: { kind: 'failed' } }
  }
  if (services.length === 0) return { project, names: Object.keys(project.services), named: [] }
  return { project: { ...project, services: withNamed(project, services) }, names: services, named: services }
}

function withNamed(project: Project, names: readonly string[]): Project['services'] {
  const named = Object.entries(project.disabledServices).filter(([name]) => names.includes(name))
  return { ...project.services, ...Object.fromEntries(named) }
}
