import type { Engine } from '../../engine/engine.ts'
import type { ContainerDetails } from '../../engine/observed.ts'
import { EngineError } from '../../engine/errors.ts'

/** What the engine says of a container. Undefined for one that is not there yet, although its name is taken, or not any more. */
export async function findContainer(
  engine: Engine,
  idOrName: string,
  signal: AbortSignal,
): Promise<ContainerDetails | undefined> {
  try {
    return await engine.containers.inspect(idOrName, signal)
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined
    throw error
  }
}
