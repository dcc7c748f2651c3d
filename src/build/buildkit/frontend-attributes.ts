import { isAsked } from '../check-build.ts'
import { contextLocation, dockerfileLocation, isRemote } from '../context-location.ts'
import type { ImageBuild } from '../image-build.ts'

type Attributes = Readonly<Record<string, string>>

/** What the Dockerfile frontend is told, in its own words. Section 2.4. */
export function frontendAttributes(image: ImageBuild): Attributes {
  const { build } = image
  return {
    ...sourceAttributes(image),
    ...prefixed('build-arg:', image.args),
    ...prefixed('label:', image.labels),
    ...given('target', build.target),
    ...given('platform', image.platforms.join(',')),
    ...given('add-hosts', hostList(build.extra_hosts ?? {})),
    ...given('force-network-mode', networkMode(build.network)),
    ...given('shm-size', build.shm_size),
    ...given('ulimit', ulimitList(build.ulimits ?? {})),
    ...cacheAttributes(image),
    ...attestations(image),
  }
}

function sourceAttributes({ build, contexts }: ImageBuild): Attributes {
  const context = contextLocation(build)
  const dockerfile = dockerfileLocation(build)
  const names = Object.entries(contexts).map(([name, source]): readonly [string, string] => [
    `context:${name}`,
    isLocalDirectory(source) ? `local:${treeName(name)}` : source,
  ])
  return {
    ...(context.kind === 'remote' ? { context: context.address } : {}),
    // The Dockerfile of a repository is in it, unless it is said to be here.
    ...(context.kind === 'remote' && dockerfile.kind !== 'in-context' ? { dockerfilekey: 'dockerfile' } : {}),
    ...fileName(dockerfile),
    ...Object.fromEntries(names),
  }
}

function fileName(dockerfile: ReturnType<typeof dockerfileLocation>): Attributes {
  if (dockerfile.kind === 'inline') return { filename: 'Dockerfile' }
  return { filename: dockerfile.kind === 'file' ? dockerfile.name : dockerfile.path }
}

/** Whether a named context is a directory of this machine. */
export function isLocalDirectory(source: string): boolean {
  return !isRemote(source)
}

/** Under which name a directory is lent: those of the context and the Dockerfile are taken. */
export function treeName(name: string): string {
  return name === 'context' || name === 'dockerfile' ? `_${name}` : name
}

function prefixed(prefix: string, entries: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [`${prefix}${name}`, value]))
}

function given(name: string, value: string | undefined): Attributes {
  return value === undefined || value === '' ? {} : { [name]: value }
}

function hostList(hosts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(hosts)
    .flatMap(([host, addresses]) => addresses.map((address) => `${host}=${address}`))
    .join(',')
}

function networkMode(network: string | undefined): string | undefined {
  return network === 'default' ? undefined : network
}

function ulimitList(ulimits: NonNullable<ImageBuild['build']['ulimits']>): string {
  return Object.entries(ulimits)
    .map(([name, limit]) =>
      typeof limit === 'number' ? `${name}=${limit}:${limit}` : `${name}=${limit.soft}:${limit.hard}`,
    )
    .join(',')
}

/** No cache at all, or none for some stages. */
function cacheAttributes({ build, noCache, pull, startsFromServices }: ImageBuild): Attributes {
  const stages = (build.no_cache_filter ?? []).join(',')
  return {
    ...(noCache || stages !== '' ? { 'no-cache': noCache ? '' : stages } : {}),
    // It holds for every image of the build, and those of services are in no registry yet.
    ...(pull && !startsFromServices ? { 'image-resolve-mode': 'pull' } : {}),
  }
}

function attestations({ provenance, sbom }: ImageBuild): Attributes {
  return { ...attestation('provenance', provenance), ...attestation('sbom', sbom) }
}

/** "true" asks for the usual form, "false" for none. */
function attestation(kind: string, value: string | undefined): Attributes {
  if (value === undefined || !isAsked(value)) return {}
  return { [`attest:${kind}`]: value === 'true' ? '' : value }
}
