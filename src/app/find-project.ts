import type { Engine } from '../engine/engine.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import { projectFromLabels } from '../targets/engine/project-from-labels.ts'
import { observeContainers, observeResources, type ObservedState } from '../targets/engine/observe.ts'
import { load, type Loaded } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface FoundProject {
  readonly project: Project
  readonly engine: Engine
  readonly observed: Pick<ObservedState, 'containers' | 'networks' | 'volumes'>
  /** Present when the Compose file was read. */
  readonly loaded?: Loaded
}

type Observed = FoundProject['observed']
type Observe = (engine: Engine, projectName: string, signal: AbortSignal) => Promise<Observed>

/** For commands that care for nothing else: one request. */
export const onlyContainers: Observe = async (engine, projectName, signal) => ({
  containers: await observeContainers(engine, projectName, signal),
  networks: [],
  volumes: [],
})

/**
 * For commands that work on what is there: with `-p` and no `-f` the file is not read and the project is what the labels on the engine
 * say; otherwise it is the file's. Section 1.1, "project or name".
 */
export async function findProject(
  surroundings: Surroundings,
  request: LoadRequest,
  observe: Observe = observeResources,
): Promise<(FoundProject & { readonly ending?: never }) | { readonly ending: Ending }> {
  if (request.projectName !== undefined && request.files.length === 0) {
    return byName(surroundings, request.projectName, observe)
  }
  const loaded = await load(surroundings, {
    ...request,
    options: { resolveEnvFiles: false, ...request.options, allResources: true },
  })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const engine = await surroundings.engine()
  const observed = await observe(engine, loaded.project.name, surroundings.signal)
  return { project: loaded.project, engine, observed, loaded }
}

async function byName(surroundings: Surroundings, name: string, observe: Observe): Promise<FoundProject> {
  const engine = await surroundings.engine()
  const observed = await observe(engine, name, surroundings.signal)
  return { project: projectFromLabels(name, observed), engine, observed }
}
