import type { Project } from '../../model/project.ts'
import type { Dependency, Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { isOneOff, labelNames, serviceOf } from './labels.ts'
import type { ObservedState } from './observe.ts'

/** The project as its labels on the engine describe it, for commands that do not read the file. Section 1.1. */
export function projectFromLabels(
  name: string,
  observed: Pick<ObservedState, 'containers' | 'networks' | 'volumes'>,
): Project {
  const services = new Map<string, Service>()
  for (const container of observed.containers) {
    const service = serviceOf(container.labels)
    if (service === undefined || isOneOff(container.labels)) continue
    const dependsOn = readDependencies(container.labels[labelNames.dependsOn] ?? '')
    services.set(service, {
      name: service,
      image: container.image,
      command: null,
      entrypoint: null,
      scale: (services.get(service)?.scale ?? 0) + 1,
      ...(Object.keys(dependsOn).length === 0 ? {} : { depends_on: dependsOn }),
    })
  }
  return {
    name,
    workingDirectory: '',
    files: [],
    envFiles: [],
    environment: {},
    services: withoutUnknown(Object.fromEntries(services)),
    disabledServices: {},
    networks: byKey(observed.networks, labelNames.network, (network) => ({ name: network.name, ipam: {} })),
    volumes: byKey(observed.volumes, labelNames.volume, (volume) => ({ name: volume.name })),
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
  }
}

/** `db:service_healthy:false,cache:service_started:true`; `required` is not stored. */
function readDependencies(label: string): Record<string, Dependency> {
  const dependencies = new Map<string, Dependency>()
  for (const part of label.split(',')) {
    const [service = '', condition = '', restart] = part.split(':')
    if (service === '' || !isCondition(condition)) continue
    dependencies.set(service, {
      condition,
      required: true,
      ...(restart === 'true' ? { restart: true } : {}),
    })
  }
  return Object.fromEntries(dependencies)
}

function isCondition(text: string): text is Dependency['condition'] {
  return ['service_started', 'service_healthy', 'service_completed_successfully'].includes(text)
}

function withoutUnknown(services: Readonly<Record<string, Service>>): Record<string, Service> {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const known = Object.entries(service.depends_on ?? {}).filter(
        ([other]) => own(services, other) !== undefined,
      )
      return [name, { ...service, depends_on: Object.fromEntries(known) }]
    }),
  )
}

function byKey<T extends { readonly labels: Readonly<Record<string, string>> }, R>(
  resources: readonly T[],
  label: string,
  toModel: (resource: T) => R,
): Record<string, R> {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const key = resource.labels[label]
      return key === undefined ? [] : [[key, toModel(resource)]]
    }),
  )
}
