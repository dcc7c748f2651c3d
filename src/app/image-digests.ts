import { OperationError } from '../diagnostics/errors.ts'
import { EngineError } from '../engine/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { Mount } from '../model/mount.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import { parseReference, referenceText } from '../registry/reference.ts'
import { own } from '../units/own.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The project with every image named by the digest that its registry has for it now: those of services, of their steps before the
 * start, and of image volumes. Rejects with `OperationError` CMP403 for one that cannot be found. Section 1.10.
 */
export async function withImageDigests(surroundings: Surroundings, project: Project): Promise<Project> {
  const pin = await pinned(surroundings, imagesOf(project))
  const services = Object.entries(project.services).map(([name, service]): [string, Service] => [
    name,
    pinService(service, pin),
  ])
  return { ...project, services: Object.fromEntries(services) }
}

/** Of a project with digests, what makes another one use the same images when it is merged onto it. */
export function digestsAlone(project: Project): Project {
  const services = Object.values(project.services).map(({ name, image, volumes = [] }): [string, Service] => {
    const images = volumes.filter(({ type }) => type === 'image')
    const lock: Service = {
      name,
      command: null,
      entrypoint: null,
      ...(image === undefined ? {} : { image }),
      ...(images.length === 0 ? {} : { volumes: images }),
    }
    return [name, lock]
  })
  const nothing = { networks: {}, volumes: {}, secrets: {}, configs: {}, models: {}, extensions: {} }
  return { ...project, ...nothing, name: '', services: Object.fromEntries(services) }
}

/** Services whose steps before the start have images, which no file merged onto theirs can replace one by one. */
export function hookImagesOf(project: Project): readonly string[] {
  return Object.values(project.services).flatMap(({ name, image, pre_start = [] }) =>
    pre_start.some((hook) => hook.image !== undefined && hook.image !== image) ? [name] : [],
  )
}

function imagesOf({ services }: Project): ReadonlySet<string> {
  return new Set(
    Object.values(services).flatMap(({ image, pre_start = [], volumes = [] }) =>
      [
        image,
        ...pre_start.map((hook) => hook.image),
        ...volumes.map((mount) => imageOfMount(mount, services)),
      ].filter((name) => name !== undefined),
    ),
  )
}

/** The source of an image volume can also be a service. */
function imageOfMount({ type, source }: Mount, services: Project['services']): string | undefined {
  const isImage = type === 'image' && source !== undefined && own(services, source) === undefined
  return isImage ? source : undefined
}

type Pin = ReadonlyMap<string, string>

async function pinned(surroundings: Surroundings, images: ReadonlySet<string>): Promise<Pin> {
  const engine = await surroundings.engine()
  return new Map(
    await Promise.all(
      Array.from(images, async (image) => [image, await pinImage(surroundings, engine, image)] as const),
    ),
  )
}

async function pinImage(surroundings: Surroundings, engine: Engine, image: string): Promise<string> {
  const { tag, ...reference } = parseReference(image)
  if (reference.digest !== undefined) return referenceText(reference)
  const tagged = { ...reference, ...(tag === undefined ? {} : { tag }) }
  const registryAuth = await surroundings.registryAuth?.(image)
  try {
    const digest = await engine.images.registryDigest(
      referenceText(tagged),
      registryAuth === undefined ? {} : { registryAuth },
      surroundings.signal,
    )
    return referenceText({ ...tagged, digest })
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.kind === 'unreachable') throw cause
    throw new OperationError('CMP403', `the digest of "${image}" cannot be found out (${cause.message})`, {
      cause,
    })
  }
}

function pinService(service: Service, pin: Pin): Service {
  const { image, pre_start, volumes } = service
  return {
    ...service,
    ...(image === undefined ? {} : { image: pin.get(image) ?? image }),
    ...(pre_start === undefined
      ? {}
      : {
          pre_start: pre_start.map((hook) =>
            hook.image === undefined ? hook : { ...hook, image: pin.get(hook.image) ?? hook.image },
          ),
        }),
    ...(volumes === undefined
      ? {}
      : {
          volumes: volumes.map((mount) =>
            mount.type === 'image' && mount.source !== undefined
              ? { ...mount, source: pin.get(mount.source) ?? mount.source }
              : mount,
          ),
        }),
  }
}
