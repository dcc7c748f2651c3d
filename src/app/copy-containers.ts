import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import { isOneOff, numberOf } from '../targets/engine/labels.ts'
import type { CopyRequest } from './copy-request.ts'
import { report } from './load-project.ts'
import { serviceContainers } from './pick-container.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** The containers whose files can be copied, running or not; one at least. */
export async function copyContainers(
  surroundings: Surroundings,
  { load, service, index, all }: CopyRequest,
): Promise<
  | { readonly engine: Engine; readonly containers: readonly ObservedContainer[]; readonly ending?: never }
  | { readonly ending: Ending }
> {
  const project = await projectName(surroundings, load)
  if (project.ending !== undefined) return project
  const engine = await surroundings.engine()
  const found = await serviceContainers(engine, { project: project.name, service }, surroundings.signal)
  const containers = found.filter(({ labels }) =>
    index === undefined ? all || !isOneOff(labels) : !isOneOff(labels) && numberOf(labels) === index,
  )
  if (containers.length > 0) return { engine, containers }
  const which = index === undefined ? '' : ` #${index}`
  const message = `service "${service}" has no container${which}`
  report(surroundings, [{ code: 'CMP415', severity: 'error', message }])
  return { ending: { kind: 'failed' } }
}
