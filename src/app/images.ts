import type { ObservedImage } from '../engine/observed.ts'
import { projectContainers, type ContainersRequest } from './project-containers.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface UsedImage {
  readonly container: string
  /** As the container names it; an id where the name has gone to another image. */
  readonly reference: string
  readonly image: ObservedImage
}

/** The image of each container, one-off and stopped ones too. Section 1.4. */
export async function listImages(
  surroundings: Surroundings,
  request: ContainersRequest,
): Promise<{ readonly ending: Ending; readonly images: readonly UsedImage[] }> {
  const found = await projectContainers(surroundings, request)
  if (found.ending !== undefined) return { ending: found.ending, images: [] }
  const { engine, containers } = found
  const references = [...new Set(containers.map(({ image }) => image))]
  const known = new Map(
    await Promise.all(
      references.map(
        async (reference) => [reference, await engine.images.find(reference, surroundings.signal)] as const,
      ),
    ),
  )
  const images = containers.flatMap(({ name, image: reference }): readonly UsedImage[] => {
    const image = known.get(reference)
    return image === undefined ? [] : [{ container: name, reference, image }]
  })
  return { ending: { kind: 'done' }, images }
}
