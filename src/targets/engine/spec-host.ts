import type { HostConfigBody, MountBody } from '../../engine/container-body.ts'
import type { Service } from '../../model/service.ts'
import type { ContainerContext } from './container-context.ts'
import { compareText } from '../../units/compare-text.ts'
import { deviceFields } from './spec-devices.ts'
import { withoutZeros } from './spec-fields.ts'
import { linksOf } from './spec-links.ts'
import { mountsOf, tmpfsOf } from './spec-mounts.ts'
import { networkMode } from './spec-networks.ts'
import { portBindings } from './spec-ports.ts'
import { resourceFields } from './spec-resources.ts'
import { restartPolicy } from './spec-restart.ts'
import { securityFields } from './spec-security.ts'

type Fields = Readonly<Record<string, unknown>>

/** The container's side of the host: mounts, network, limits and rights. `files`: mounts of secrets and configs. */
export function hostConfig(context: ContainerContext, files: readonly MountBody[]): HostConfigBody {
  const { project, service, oneOff } = context
  const { Binds, Mounts = [] } = mountsOf(project, service, context.inherit ?? [])
  return {
    NetworkMode: networkMode(project, service),
    ...resourceFields(service),
    ...deviceFields(service),
    ...securityFields(service, project.workingDirectory, context.seccompProfiles ?? {}),
    ...namespaceFields(service),
    ...hostNames(service),
    ...(service.init === undefined ? {} : { Init: service.init }),
    ...withoutZeros({
      Binds,
      Mounts: [...Mounts, ...files],
      Tmpfs: tmpfsOf(service),
      VolumesFrom: volumesFrom(service),
      PortBindings: portBindings(service),
      Links: linksOf(project, service, context.linkTargets),
      RestartPolicy: oneOff === undefined ? restartPolicy(service) : undefined,
      AutoRemove: oneOff?.removeWhenDone,
      Annotations: service.annotations,
      Sysctls: service.sysctls,
      Runtime: service.runtime,
      LogConfig: withoutZeros({ Type: service.logging?.driver, Config: service.logging?.options }),
    }),
  }
}

/** `service:x` is kept, to be replaced once the container of `x` is known. */
function namespaceFields(service: Service): Fields {
  return withoutZeros({
    CgroupnsMode: service.cgroup,
    IpcMode: service.ipc,
    PidMode: service.pid,
    UTSMode: service.uts,
    Isolation: service.isolation,
  })
}

/** How the container resolves names. */
export function hostNames(service: Service): Fields {
  const hosts = Object.entries(service.extra_hosts ?? {}).toSorted(([a], [b]) => compareText(a, b))
  return withoutZeros({
    Dns: service.dns,
    DnsOptions: service.dns_opt,
    DnsSearch: service.dns_search,
    ExtraHosts: hosts.flatMap(([host, addresses]) => addresses.map((address) => `${host}:${address}`)),
  })
}

/** Docker Compose drops the mode, so `db:ro` mounts as `db` does; see `checkContainer`. */
function volumesFrom(service: Service): readonly string[] {
  return (service.volumes_from ?? []).map((from) => {
    const [first = from, second = first] = from.split(':')
    return first === 'container' ? second : `service:${first}`
  })
}
