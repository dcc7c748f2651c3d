import type { Engine } from '../../engine/engine.ts'
import type {
  ObservedContainer,
  ObservedImage,
  ObservedNetwork,
  ObservedVolume,
} from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import { changedNetworks, changedVolumes } from './changed-resources.ts'
import { imageReference } from './image-reference.ts'
import { labelNames } from './labels.ts'
import { otherImages } from './other-images.ts'

/** One snapshot of everything on the engine that concerns a project. */
export interface ObservedState {
  /** The project's containers, one-offs too, by name. */
  readonly containers: readonly ObservedContainer[]
  /** The project's networks and volumes by label. */
  readonly networks: readonly ObservedNetwork[]
  readonly volumes: readonly ObservedVolume[]
  /** What has a name the project wants without carrying its labels: external, adopted or foreign. */
  readonly namedNetworks: ReadonlyMap<string, ObservedNetwork>
  readonly namedVolumes: ReadonlyMap<string, ObservedVolume>
  /** The images of the services that are present, by the reference the service uses. */
  readonly images: ReadonlyMap<string, ObservedImage>
  /** Containers of others on the project's networks and volumes whose definition changed: those are not ours to interrupt. */
  readonly outsiders: readonly ObservedContainer[]
  readonly apiVersion: string
}

/** Everything the project has on the engine, by its labels alone: three requests. */
export async function observeResources(
  engine: Engine,
  projectName: string,
  signal: AbortSignal,
): Promise<Pick<ObservedState, 'containers' | 'networks' | 'volumes'>> {
  const own = { [labelNames.project]: projectName }
  const [containers, networks, volumes] = await Promise.all([
    observeContainers(engine, projectName, signal),
    engine.networks.list(own, signal),
    engine.volumes.list(own, signal),
  ])
  return { containers, networks, volumes }
}

/** The same with what is left of steps that ran before a start and failed. */
export async function observeWithSteps(
  engine: Engine,
  projectName: string,
  signal: AbortSignal,
): Promise<Pick<ObservedState, 'containers' | 'networks' | 'volumes'>> {
  const labels = { [labelNames.project]: projectName, [labelNames.hook]: undefined }
  const [resources, steps] = await Promise.all([
    observeResources(engine, projectName, signal),
    engine.containers.list(labels, signal),
  ])
  return { ...resources, containers: [...resources.containers, ...steps] }
}

/** The project's containers in the order of their names, as Docker Compose finds them: by project and config hash. */
export async function observeContainers(
  engine: Engine,
  projectName: string,
  signal: AbortSignal,
): Promise<readonly ObservedContainer[]> {
  const found = await engine.containers.list(
    { [labelNames.project]: projectName, [labelNames.configHash]: undefined },
    signal,
  )
  return found.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}

/**
 * The snapshot that planning needs: the listings, the images of the services, and whatever holds a wanted name without
 * the project's labels. The number of requests depends on the number of images and missing names, not of services.
 */
export async function observe(engine: Engine, project: Project, signal: AbortSignal): Promise<ObservedState> {
  const [resources, images] = await Promise.all([
    observeResources(engine, project.name, signal),
    observeImages(engine, project, signal),
  ])
  const [namedNetworks, namedVolumes, outsiders] = await Promise.all([
    findNamed(unlabelled(project.networks, resources.networks), (name) => engine.networks.find(name, signal)),
    findNamed(unlabelled(project.volumes, resources.volumes), (name) => engine.volumes.find(name, signal)),
    findOutsiders(engine, project, resources, signal),
  ])
  const apiVersion = await engine.apiVersion(signal)
  return { ...resources, images, namedNetworks, namedVolumes, outsiders, apiVersion }
}

/** One request for each network and volume that changed; usually none. */
async function findOutsiders(
  engine: Engine,
  project: Project,
  resources: Pick<ObservedState, 'containers' | 'networks' | 'volumes'>,
  signal: AbortSignal,
): Promise<readonly ObservedContainer[]> {
  const changed = [
    ...changedNetworks(project, resources).map(({ current }) => ({ network: current.id })),
    ...changedVolumes(project, resources).map(({ current }) => ({ volume: current.name })),
  ]
  const users = await Promise.all(changed.map((resource) => engine.containers.usersOf(resource, signal)))
  const known = new Set(resources.containers.map(({ id }) => id))
  return [...new Map(users.flat().map((user) => [user.id, user])).values()].filter(({ id }) => !known.has(id))
}

/** The images of the services that are present, by the references they use. */
export async function observeImages(
  engine: Engine,
  project: Project,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedImage>> {
  const references = Object.values(project.services)
    .filter((service) => service.provider === undefined)
    .flatMap((service) => [imageReference(project, service), ...otherImages(project, service)])
  return findNamed([...new Set(references)], (reference) => engine.images.find(reference, signal))
}

function unlabelled(
  wanted: Readonly<Record<string, { readonly name: string; readonly external?: boolean }>>,
  labelled: readonly { readonly name: string }[],
): readonly string[] {
  const known = new Set(labelled.map((resource) => resource.name))
  return Object.values(wanted)
    .filter((resource) => resource.external === true || !known.has(resource.name))
    .map((resource) => resource.name)
}

async function findNamed<T>(
  names: readonly string[],
  find: (name: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>()
  await Promise.all(
    names.map(async (name) => {
      const resource = await find(name)
      if (resource !== undefined) found.set(name, resource)
    }),
  )
  return found
}
