import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { serviceMatcher } from '../load/service-patterns.ts'
import { labelNames, serviceOf } from '../targets/engine/labels.ts'
import { compareText } from '../units/compare-text.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface ContainersRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. A name without containers is no mistake. */
  readonly services: readonly string[]
}

export interface ProjectContainers {
  readonly engine: Engine
  readonly project: string
  /** One-off and stopped ones too, by name. */
  readonly containers: readonly ObservedContainer[]
  readonly ending?: never
}

/** The containers of services, for commands that need no more of the project than its name. Section 1.1. */
export async function projectContainers(
  surroundings: Surroundings,
  { load, services }: ContainersRequest,
): Promise<ProjectContainers | { readonly ending: Ending }> {
  const found = await projectName(surroundings, load)
  if (found.ending !== undefined) return found
  const engine = await surroundings.engine()
  const all = await engine.containers.list({ [labelNames.project]: found.name }, surroundings.signal)
  const isNamed = serviceMatcher(services)
  const containers = all
    .filter(({ labels }) => services.length === 0 || isNamed(serviceOf(labels) ?? ''))
    .toSorted((a, b) => compareText(a.name, b.name))
  return { engine, project: found.name, containers }
}
