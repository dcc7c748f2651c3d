import { pickContainer, type PickRequest } from './pick-container.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** The whole file system of a service's container as an archive, which is read while it is taken. */
export async function exportContainer(
  surroundings: Surroundings,
  request: PickRequest,
): Promise<
  { readonly ending: Ending } | { readonly archive: AsyncIterable<Uint8Array>; readonly ending?: never }
> {
  const picked = await pickContainer(surroundings, request)
  if (picked.ending !== undefined) return picked
  return { archive: picked.engine.archives.export(picked.container.id, surroundings.signal) }
}
