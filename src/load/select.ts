import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import type { Services } from './profiles.ts'
import { pickServices } from './profiles.ts'

/** Names on the command line that are no services of the project. */
export function unknownServices(services: Services, names: readonly string[]): readonly Diagnostic[] {
  return names
    .filter((name) => own(services, name) === undefined)
    .map((name) => {
      const meant = suggest(name, Object.keys(services))
      return {
        code: 'CMP208',
        severity: 'error',
        message: `no such service: ${name}`,
        ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
      }
    })
}

/** The named services and what they depend on, directly or not; all when none is named. */
export function selectServices(services: Services, names: readonly string[]): Services {
  if (names.length === 0) return services
  const selected = new Set(names)
  // A set grows while it is walked.
  for (const name of selected) {
    for (const dependency of Object.keys(own(services, name)?.depends_on ?? {})) {
      if (own(services, dependency) !== undefined) selected.add(dependency)
    }
  }
  return withoutAbsentDependencies(pickServices(services, (service) => selected.has(service.name)))
}

/** Only dependencies that are not required can be missing here. */
function withoutAbsentDependencies(services: Services): Services {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, pruneDependencies(service, services)]),
  )
}

function pruneDependencies(service: Service, services: Services): Service {
  const dependencies = Object.entries(service.depends_on ?? {})
  const present = dependencies.filter(([name]) => own(services, name) !== undefined)
  if (present.length === dependencies.length) return service
  const { depends_on: _, ...rest } = service
  return present.length === 0 ? rest : { ...rest, depends_on: Object.fromEntries(present) }
}

/** Drops networks, volumes, secrets, configs and models that no service of the project uses. */
export function withoutUnusedResources(project: Project): Project {
  const services = Object.values(project.services)
  return {
    ...project,
    networks: used(
      project.networks,
      services.flatMap((service) => Object.keys(service.networks ?? {})),
    ),
    volumes: used(project.volumes, services.flatMap(volumesOf)),
    secrets: used(project.secrets, [...services.flatMap(secretsOf), ...buildSecretsOf(project)]),
    configs: used(
      project.configs,
      services.flatMap((service) => (service.configs ?? []).map(({ source }) => source)),
    ),
    models: used(
      project.models,
      services.flatMap((service) => Object.keys(service.models ?? {})),
    ),
  }
}

function volumesOf(service: Service): readonly string[] {
  return (service.volumes ?? []).flatMap(({ type, source }) =>
    type === 'volume' && source !== undefined ? [source] : [],
  )
}

function secretsOf(service: Service): readonly string[] {
  return [...(service.secrets ?? []), ...(service.build?.secrets ?? [])].map(({ source }) => source)
}

/** Of services that were not selected, for builds that start from their images. */
function buildSecretsOf({ services, disabledServices }: Project): readonly string[] {
  const needed = new Set<Service>()
  const pending = Object.values(services)
  for (const service of pending) {
    for (const source of Object.values(service.build?.additional_contexts ?? {})) {
      const other = source.startsWith('service:') ? own(disabledServices, source.slice(8)) : undefined
      if (other === undefined || needed.has(other)) continue
      needed.add(other)
      // A list grows while it is walked.
      pending.push(other)
    }
  }
  return [...needed].flatMap(({ build }) => (build?.secrets ?? []).map(({ source }) => source))
}

function used<T>(
  resources: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> {
  const wanted = new Set(names)
  return Object.fromEntries(Object.entries(resources).filter(([name]) => wanted.has(name)))
}
