import type { ObservedVolume } from '../engine/observed.ts'
import { serviceOf } from '../targets/engine/labels.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { compareText } from '../units/compare-text.ts'
import { chooseServices } from './choose-services.ts'
import { findProject } from './find-project.ts'
import type { ContainersRequest } from './project-containers.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** The volumes of the project, or those that running containers of the named services have. Section 1.4. */
export async function listVolumes(
  surroundings: Surroundings,
  { load, services: asked }: ContainersRequest,
): Promise<{ readonly ending: Ending; readonly volumes: readonly ObservedVolume[] }> {
  const found = await findProject(surroundings, load)
  if (found.ending !== undefined) return { ending: found.ending, volumes: [] }
  const chosen = chooseServices(surroundings, found, { services: asked })
  if (chosen.ending !== undefined) return { ending: chosen.ending, volumes: [] }
  const { containers, volumes } = found.observed
  const services = chosen.named
  const used = new Set(
    containers
      .filter((container) => isAlive(container) && services.includes(serviceOf(container.labels) ?? ''))
      .flatMap(({ mounts }) => mounts.map(({ name }) => name)),
  )
  return {
    ending: { kind: 'done' },
    volumes: volumes
      .filter(({ name }) => services.length === 0 || used.has(name))
      .toSorted((a, b) => compareText(a.name, b.name)),
  }
}
