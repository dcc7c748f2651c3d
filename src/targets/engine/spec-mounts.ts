import type { HostConfigBody, MountBody } from '../../engine/container-body.ts'
import type { ObservedMount } from '../../engine/observed.ts'
import type { Mount } from '../../model/mount.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { mountBody } from './mount-body.ts'

/** What is mounted into a container, in the engine's two notations. */
export type Mounted = Pick<HostConfigBody, 'Binds' | 'Mounts'>

/**
 * The service's volumes. Where the older notation can say it, it is used, as Docker Compose does: host directories are
 * then made by the engine when they are missing. `inherit`: volumes of the container that is being replaced; those without
 * a name of the user's go on to the new one. Sections 2.8 and 4.8.
 */
export function mountsOf(project: Project, service: Service, inherit: readonly ObservedMount[]): Mounted {
  const kept = inherit.filter((mount) => isAnonymous(service, mount))
  const keptTargets = new Set(kept.map((mount) => mount.destination))
  const own = (service.volumes ?? []).filter((mount) => !keptTargets.has(mount.target))
  const asBind = own.filter((mount) => isBindNotation(project, mount))
  const asMount = own.filter((mount) => !isBindNotation(project, mount))
  return {
    Binds: asBind.map((mount) => bindText(project, mount)),
    Mounts: [...kept.map(inheritedMount), ...asMount.map((mount) => mountBody(project, mount))],
  }
}

/** `path[:options]` by path. */
export function tmpfsOf(service: Service): Readonly<Record<string, string>> {
  const entries = (service.tmpfs ?? []).map((entry) => {
    const colon = entry.indexOf(':')
    return colon < 0 ? ([entry, ''] as const) : ([entry.slice(0, colon), entry.slice(colon + 1)] as const)
  })
  return Object.fromEntries(entries)
}

/** Whether the engine named the volume, and the service still has nothing else in its place. */
function isAnonymous(service: Service, { type, name, destination }: ObservedMount): boolean {
  if (type !== 'volume' || !/^[0-9a-f]{64}$/.test(name ?? '')) return false
  const declared = service.volumes?.find((mount) => mount.target === destination)
  return declared === undefined || (declared.type === 'volume' && !isNamed(declared))
}

function inheritedMount({ name, source, destination, readOnly }: ObservedMount): MountBody {
  return {
    Type: 'volume',
    Source: name ?? source,
    Target: destination,
    ...(readOnly ? { ReadOnly: true } : {}),
  }
}

function isBindNotation(project: Project, mount: Mount): boolean {
  if (mount.type === 'bind') return !needsMount(mount.bind ?? {})
  if (mount.type !== 'volume' || !isNamed(mount)) return false
  const { labels, nocopy, subpath } = mount.volume ?? {}
  const isPlain = Object.keys(labels ?? {}).length === 0 && nocopy !== true && (subpath ?? '') === ''
  return isPlain && own(project.volumes, mount.source) !== undefined
}

function needsMount({ create_host_path, propagation, recursive }: NonNullable<Mount['bind']>): boolean {
  return create_host_path === false || (propagation ?? '') !== '' || (recursive ?? '') !== ''
}

/** `source:target:rw[,z]`. */
function bindText(project: Project, { type, source = '', target, read_only, bind }: Mount): string {
  const from = type === 'volume' ? (own(project.volumes, source)?.name ?? source) : source
  const options = [read_only === true ? 'ro' : 'rw', bind?.selinux ?? '']
  return `${from}:${target}:${options.filter((option) => option !== '').join(',')}`
}

function isNamed(mount: Mount): mount is Mount & { readonly source: string } {
  return mount.source !== undefined && mount.source !== ''
}
