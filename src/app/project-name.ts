import type { LoadRequest } from '../load/load-request.ts'
import { load } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** The project's name, for commands that need nothing else: the files are read only where nobody has said it. Section 1.1. */
export async function projectName(
  surroundings: Surroundings,
  request: LoadRequest,
): Promise<{ readonly name: string; readonly ending?: never } | { readonly ending: Ending }> {
  const said = request.projectName ?? request.environment['COMPOSE_PROJECT_NAME'] ?? ''
  if (said !== '') return { name: said }
  const options = { ...request.options, resolveEnvFiles: false }
  const loaded = await load(surroundings, { ...request, options })
  return loaded.ending === undefined ? { name: loaded.project.name } : { ending: loaded.ending }
}
