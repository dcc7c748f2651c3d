import type { BuildContext } from './buildkit/build-with-buildkit.ts'
import type { BuiltImage, ImageBuild } from './image-build.ts'

/** Makes an image with the best builder the engine has. Rejects with `OperationError` or `EngineError`. */
export async function buildImage(image: ImageBuild, context: BuildContext): Promise<BuiltImage> {
  const { buildWithBuildKit } = await import('./buildkit/build-with-buildkit.ts')
  return buildWithBuildKit(image, context)
}
