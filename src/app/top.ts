import type { ProcessTable } from '../engine/usage.ts'
import { labelNames, serviceOf } from '../targets/engine/labels.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { projectContainers, type ContainersRequest } from './project-containers.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface ServiceProcesses extends ProcessTable {
  readonly service: string
  /** Empty for a one-off container. */
  readonly number: string
}

/** The processes of every running container, by the containers' names. Section 1.4. */
export async function listProcesses(
  surroundings: Surroundings,
  request: ContainersRequest,
): Promise<{ readonly ending: Ending; readonly tables: readonly ServiceProcesses[] }> {
  const found = await projectContainers(surroundings, request)
  if (found.ending !== undefined) return { ending: found.ending, tables: [] }
  const running = found.containers.filter(isAlive)
  const tables = await Promise.all(
    running.map(async ({ id, labels }) => ({
      ...(await found.engine.containers.processes(id, surroundings.signal)),
      service: serviceOf(labels) ?? '',
      number: labels[labelNames.number] ?? '',
    })),
  )
  return { ending: { kind: 'done' }, tables }
}
