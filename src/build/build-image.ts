import { checkSources, checkStore, withoutEffect } from './check-build.ts'
import type { BuildContext, BuiltImage, ImageBuild } from './image-build.ts'

/** Makes an image with the best builder the engine has. Rejects with `OperationError` or `EngineError`. */
export async function buildImage(image: ImageBuild, context: BuildContext): Promise<BuiltImage> {
  const { gateway, signal } = context
  await checkSources(image)
  if ((await gateway.kind(signal)) === 'classic') {
    const { buildWithClassic } = await import('./classic/build-with-classic.ts')
    // Two that know nothing of each other's steps would both make them, and only one is found again the next time.
    const { inTurn = (_files, work) => work() } = context
    return inTurn(image.build.context ?? '.', () => buildWithClassic(image, context))
  }
  await checkStore(image, gateway, signal)
  const { buildWithBuildKit } = await import('./buildkit/build-with-buildkit.ts')
  const built = await buildWithBuildKit(image, context)
  const remark = withoutEffect(image)
  return remark === undefined ? built : { ...built, remark }
}
