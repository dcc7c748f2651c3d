import { stat } from 'node:fs/promises'
import { OperationError } from '../diagnostics/errors.ts'
import { contextLocation } from './context-location.ts'
import type { BuildContext, BuiltImage, ImageBuild } from './image-build.ts'

/** Makes an image with the best builder the engine has. Rejects with `OperationError` or `EngineError`. */
export async function buildImage(image: ImageBuild, context: BuildContext): Promise<BuiltImage> {
  await checkContext(image)
  const kind = await context.gateway.kind(context.signal)
  if (kind === 'buildkit') {
    const { buildWithBuildKit } = await import('./buildkit/build-with-buildkit.ts')
    return buildWithBuildKit(image, context)
  }
  const { buildWithClassic } = await import('./classic/build-with-classic.ts')
  return buildWithClassic(image, context)
}

/** A context that is not there would be an empty one. */
async function checkContext({ build, service }: ImageBuild): Promise<void> {
  const context = contextLocation(build)
  if (context.kind === 'remote') return
  const found = await stat(context.path).catch(() => undefined)
  if (found?.isDirectory() === true) return
  const what = found === undefined ? 'is not there' : 'is not a directory'
  throw new OperationError('CMP504', `the build context of service "${service}" ${what}: ${context.path}`)
}
