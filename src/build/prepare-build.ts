import { resolve } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import { agentsOf } from './agents.ts'
import { prepareCache } from './buildkit/cache-options.ts'
import type { BuildSecret, ImageBuild } from './image-build.ts'

/** What the command line says about builds; one field a flag. */
export interface BuildOptions {
  readonly noCache: boolean
  readonly pull: boolean
  /** A name without a value takes that of the project's environment. */
  readonly args: Readonly<Record<string, string | null>>
  /** "default", "ID=PATH", as in a file. */
  readonly ssh: readonly string[]
  readonly provenance?: string
  readonly sbom?: string
  readonly memoryBytes?: number
  /** What is built is to run here, so it is built for one platform. */
  readonly onePlatform: boolean
}

export const usualBuild: BuildOptions = { noCache: false, pull: false, args: {}, ssh: [], onePlatform: true }

export interface PreparationParts {
  readonly project: Project
  readonly options: BuildOptions
  /** The image of a service of the project. */
  readonly imageOf: (service: Service) => string
  readonly labels: Readonly<Record<string, string>>
  /** Proxies of the user's docker configuration: arguments where the build has none of that name. */
  readonly proxies: Readonly<Record<string, string>>
}

/** All that a build of a service needs. Throws `OperationError` for what is missing. Section 2.4. */
export function prepareBuild(service: Service, parts: PreparationParts): ImageBuild {
  const { project, options, imageOf, labels, proxies } = parts
  const { build } = service
  if (build === undefined) throw new Error(`service "${service.name}" has no build section`)
  const provenance = options.provenance ?? build.provenance
  const sbom = options.sbom ?? build.sbom
  return {
    service: service.name,
    build,
    names: [...new Set([imageOf(service), ...(build.tags ?? [])])],
    labels: { ...build.labels, ...labels },
    args: { ...proxies, ...argumentsOf(build.args ?? {}, project), ...argumentsOf(options.args, project) },
    platforms: platformsOf(service, options),
    contexts: contextsOf(service, parts),
    noCache: options.noCache || build.no_cache === true,
    pull: options.pull || build.pull === true,
    startsFromServices: Object.values(build.additional_contexts ?? {}).some((source) =>
      source.startsWith('service:'),
    ),
    secrets: (build.secrets ?? []).flatMap(({ source, target }) => secretOf(project, source, target) ?? []),
    agents: agentsOf([...(build.ssh ?? []), ...options.ssh], project.environment),
    cacheFrom: cachesOf(build.cache_from, { project, direction: 'from' }),
    cacheTo: cachesOf(build.cache_to, { project, direction: 'to' }),
    ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
    ...(provenance === undefined ? {} : { provenance }),
    ...(sbom === undefined ? {} : { sbom }),
  }
}

/** One without a value is the project's; where the project has none, it is left out. */
function argumentsOf(
  args: Readonly<Record<string, string | null>>,
  { environment }: Project,
): Readonly<Record<string, string>> {
  const entries = Object.entries(args).flatMap(([name, given]) => {
    const value = given ?? own(environment, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** An image that is to run here is for the platform the service names. Without one the builder chooses. */
function platformsOf({ build, platform }: Service, { onePlatform }: BuildOptions): readonly string[] {
  const platforms = build?.platforms ?? []
  if (!onePlatform) return platforms.length === 0 && platform !== undefined ? [platform] : platforms
  if (platform !== undefined) return [platform]
  return platforms.length === 1 ? platforms : []
}

function cachesOf(
  texts: readonly string[] = [],
  { project, direction }: { readonly project: Project; readonly direction: 'from' | 'to' },
): ImageBuild['cacheFrom'] {
  const place = { directory: project.workingDirectory, environment: project.environment, direction }
  return texts.flatMap((text) => prepareCache(text, place) ?? [])
}

/** The image of another service, which was built before; images in directories by their whole paths. */
function contextsOf(
  { build }: Service,
  { project, imageOf }: PreparationParts,
): Readonly<Record<string, string>> {
  const entries = Object.entries(build?.additional_contexts ?? {}).map(([name, source]) => {
    const other = source.startsWith('service:') ? serviceNamed(project, source.slice(8)) : undefined
    return [name, other === undefined ? wholePath(source, project) : `docker-image://${imageOf(other)}`]
  })
  return Object.fromEntries(entries)
}

const layoutScheme = 'oci-layout://'

function wholePath(source: string, { workingDirectory }: Project): string {
  if (!source.startsWith(layoutScheme)) return source
  return `${layoutScheme}${resolve(workingDirectory, source.slice(layoutScheme.length))}`
}

function serviceNamed({ services, disabledServices }: Project, name: string): Service | undefined {
  return own(services, name) ?? own(disabledServices, name)
}

/** Undefined where its variable is not set: only a step that requires it fails then. */
function secretOf(project: Project, source: string, target: string | undefined): BuildSecret | undefined {
  const declared = own(project.secrets, source)
  const id = target ?? source
  if (declared?.file !== undefined) return { id, file: declared.file }
  if (declared?.content !== undefined) return { id, value: declared.content }
  const variable = declared?.environment
  if (variable === undefined) {
    const hint = 'give the secret a file or an environment variable'
    throw new OperationError('CMP504', `the build secret "${source}" has no content on this machine`, {
      hint,
    })
  }
  const value = own(project.environment, variable)
  return value === undefined ? undefined : { id, value }
}
