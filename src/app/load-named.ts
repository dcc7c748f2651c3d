import type { LoadRequest } from '../load/load-request.ts'
import { load } from './load-project.ts'
import type { Loaded } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface NamedServices {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
}

/**
 * Loads the project for a command that works on images. `names`: of the services that are meant, without what the named ones depend on
 * unless that is asked for. Env files are for containers, and may be missing.
 */
export async function loadNamed(
  surroundings: Surroundings,
  { load: request, services }: NamedServices,
  withDependencies: boolean,
): Promise<
  (Loaded & { readonly names: readonly string[]; readonly ending?: never }) | { readonly ending: Ending }
> {
  const options = { ...request.options, resolveEnvFiles: false }
  const loaded = await load(surroundings, { ...request, services, options })
  if (loaded.ending !== undefined) return loaded
  const isNamed = services.length > 0 && !withDependencies
  return { ...loaded, names: isNamed ? loaded.named : Object.keys(loaded.project.services) }
}
