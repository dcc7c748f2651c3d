import { loadProject } from '../load/load-project.ts'
import type { LoadRequest, SourceReader } from '../load/load-request.ts'
import { listLines } from './config-lists.ts'
import type { Surroundings } from './surroundings.ts'

export interface ProjectNames {
  /** Those of disabled profiles too: whoever names one enables it. */
  readonly services: readonly string[]
  readonly profiles: readonly string[]
}

/**
 * The names in a project's files, for completion: nothing is fetched from elsewhere, mistakes are not reported. Empty where the files
 * cannot be understood.
 */
export async function projectNames(
  { reader, signal }: Surroundings,
  request: LoadRequest,
): Promise<ProjectNames> {
  const options = { normalize: false, resolvePaths: false, checkConsistency: false, resolveEnvFiles: false }
  const here: SourceReader = { read: (path, until) => reader.read(path, until) }
  const result = await loadProject({ ...request, options }, here, signal)
  if (!result.ok) return { services: [], profiles: [] }
  const { project } = result
  const disabled = Object.keys(project.disabledServices)
  return {
    services: [...Object.keys(project.services), ...disabled].toSorted(),
    profiles: listLines(project, 'profiles'),
  }
}

/** The names of all containers that run on the engine. */
export async function containerNames({ engine, signal }: Surroundings): Promise<readonly string[]> {
  const { containers } = await engine()
  const found = await containers.list({}, signal)
  return found.map(({ name }) => name).toSorted()
}
