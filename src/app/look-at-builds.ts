import type { BuildOptions } from '../build/prepare-build.ts'
import type { ImageBuild } from '../build/image-build.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { explainFailure } from '../targets/engine/explain.ts'
import { buildContext, imageOfService } from './image-builder.ts'
import { report, type Loaded } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

interface Look {
  readonly loaded: Loaded
  readonly actions: readonly Extract<EngineAction, { readonly do: 'image.build' }>[]
  readonly options: BuildOptions
}

/** Prints what would be built, for programs. Spec: 6, `--print`. */
export async function printImageBuilds(
  surroundings: Surroundings,
  look: Look,
  print: (text: string) => void,
): Promise<Ending> {
  const images = await prepared(surroundings, look)
  if (images === undefined) return { kind: 'failed' }
  const { printBuilds } = await import('../build/print-builds.ts')
  const wanted = look.actions
    .filter(({ reason }) => reason.because === 'requested')
    .map(({ service }) => service)
  print(printBuilds(images, wanted))
  return { kind: 'done' }
}

/** Looks for mistakes in Dockerfiles and builds nothing; what can be improved makes it end as failed. Spec: 6, `--check`. */
export async function checkImageBuilds(surroundings: Surroundings, look: Look): Promise<Ending> {
  const { signal, host } = surroundings
  const engine = await surroundings.engine()
  const images = await prepared(surroundings, look)
  if (images === undefined) return { kind: 'failed' }
  const { checkDockerfile } = await import('../build/buildkit/check-dockerfile.ts')
  let isClean = true
  for (const image of images) {
    const context = buildContext(
      surroundings,
      { engine, project: look.loaded.project },
      { tell: () => undefined, signal },
    )
    const findings = await tried(surroundings, look, image.service, () => checkDockerfile(image, context))
    if (findings === undefined || findings.length > 0) isClean = false
    report(surroundings, findings ?? [], look.loaded.sources)
  }
  if (isClean) host.emit({ type: 'notice', text: 'Check complete, no warnings found.' })
  return { kind: isClean ? 'done' : 'failed' }
}

async function prepared(surroundings: Surroundings, look: Look): Promise<readonly ImageBuild[] | undefined> {
  const { loaded, actions, options } = look
  const images: ImageBuild[] = []
  for (const { service } of actions) {
    const parts = { project: loaded.project, options }
    const image = await tried(surroundings, look, service, () => imageOfService(surroundings, parts, service))
    if (image === undefined) return undefined
    images.push(image)
  }
  return images
}

/** Undefined where it went wrong, which was reported. */
async function tried<T>(
  surroundings: Surroundings,
  { loaded, actions }: Look,
  service: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    const action = actions.find((one) => one.service === service)
    if (action === undefined || surroundings.signal.aborted) throw error
    report(surroundings, [explainFailure(error, action, loaded.origins)], loaded.sources)
    return undefined
  }
}
