import type { HealthcheckBody } from '../engine/container-body.ts'
import type { ContainerSetup, ObservedContainer, ObservedMount, ObservedPort } from '../engine/observed.ts'
import type { FileReference } from '../model/common.ts'
import type { Healthcheck } from '../model/health.ts'
import type { Mount } from '../model/mount.ts'
import type { Port } from '../model/port.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import { serviceOf } from '../targets/engine/labels.ts'
import { formatDuration } from '../units/duration.ts'

/** A container and what it was made with. */
export type SetUp = ObservedContainer & { readonly setup: ContainerSetup }

/** The service of a project that it is of, or a service of its own name. */
export function serviceNameOf({ labels, name }: ObservedContainer): string {
  return serviceOf(labels) ?? name
}

/** A service whose replicas these are; what differs between them is as in the last. */
export function serviceFrom(name: string, replicas: readonly SetUp[]): Service {
  const last = replicas.at(-1)
  if (last === undefined) throw new Error('a service has no containers')
  const { setup } = last
  const labels = Object.entries(last.labels).filter(([key]) => !ofTools.test(key))
  const mounts = last.mounts.filter(isVolume).map(mountFrom)
  const secrets = last.mounts.filter(isSecret).map(secretFrom)
  const ports = replicas.flatMap((one) => one.setup.ports).map(portFrom)
  return {
    name,
    command: null,
    entrypoint: null,
    environment: Object.fromEntries(setup.environment.map(splitVariable)),
    ...(setup.healthcheck === undefined ? {} : { healthcheck: healthcheckFrom(setup.healthcheck) }),
    image: last.image,
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
    ...networksFrom(setup),
    ...(ports.length === 0 ? {} : { ports }),
    scale: replicas.length,
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(mounts.length === 0 ? {} : { volumes: mounts }),
  }
}

/** Networks and volumes that are there already: whoever runs the file goes on with them and their data. */
export function resourcesOf(containers: readonly SetUp[]): Pick<Project, 'networks' | 'volumes' | 'secrets'> {
  const networks = containers.flatMap(({ setup }) => Object.keys(setup.aliases)).filter((one) => !isMode(one))
  const mounts = containers.flatMap((container) => container.mounts)
  const volumes = mounts.flatMap(({ type, name }) => (type === 'volume' && name !== undefined ? [name] : []))
  return {
    networks: byName(networks, (name) => ({ name, ipam: {}, external: true })),
    volumes: byName(volumes, (name) => ({ name, external: true })),
    secrets: Object.fromEntries(
      mounts.filter(isSecret).map(({ source, destination }) => {
        const name = lastNameOf(destination)
        return [name, { name, file: source }]
      }),
    ),
  }
}

const ofTools = /^(?:com\.docker\.compose|desktop\.docker\.io|dev\.gantry)\./u

function isSecret({ type, destination }: ObservedMount): boolean {
  return type === 'bind' && destination.startsWith('/run/secrets/')
}

function isVolume(mount: ObservedMount): boolean {
  return mount.type === 'volume' || (mount.type === 'bind' && !isSecret(mount))
}

function mountFrom({ type, name, source, destination, readOnly }: ObservedMount): Mount {
  return {
    type: type === 'volume' ? 'volume' : 'bind',
    source: type === 'volume' ? (name ?? source) : source,
    target: destination,
    ...(readOnly ? { read_only: true } : {}),
  }
}

function secretFrom({ destination }: ObservedMount): FileReference {
  return { source: lastNameOf(destination), target: destination }
}

function lastNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function portFrom({ hostIp, target, published, protocol }: ObservedPort): Port {
  return {
    ...(hostIp === undefined ? {} : { host_ip: hostIp }),
    target,
    ...(published === undefined ? {} : { published: String(published) }),
    protocol,
  }
}

/** Networks that every engine has, and that know no names of containers. */
function isMode(network: string): boolean {
  return network === 'bridge' || network === 'host' || network === 'none'
}

function networksFrom({ aliases }: ContainerSetup): Pick<Service, 'networks' | 'network_mode'> {
  const names = Object.keys(aliases)
  const mode = names.find(isMode)
  if (mode !== undefined) return { network_mode: mode }
  if (names.length === 0) return {}
  return {
    networks: byName(names, (name) => {
      const own = aliases[name] ?? []
      return own.length === 0 ? null : { aliases: own }
    }),
  }
}

function healthcheckFrom(body: HealthcheckBody): Healthcheck {
  const duration = (key: string, nanoseconds: number | undefined) =>
    nanoseconds === undefined || nanoseconds === 0 ? {} : { [key]: formatDuration(BigInt(nanoseconds)) }
  const { Test, Retries } = body
  return {
    ...(Test === undefined ? {} : { test: Test }),
    ...duration('timeout', body.Timeout),
    ...duration('interval', body.Interval),
    ...(Retries === undefined || Retries === 0 ? {} : { retries: Retries }),
    ...duration('start_period', body.StartPeriod),
    ...duration('start_interval', body.StartInterval),
  }
}

function splitVariable(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function byName<T>(names: readonly string[], make: (name: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries([...new Set(names)].toSorted().map((name) => [name, make(name)]))
}
