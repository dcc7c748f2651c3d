import type { Service } from '../../model/service.ts'

/** The services whose container this one cannot outlive: `service:x` namespaces and `volumes_from`. Section 2.2. */
export function namespaceParents(service: Service): readonly string[] {
  const modes = [service.network_mode, service.ipc, service.pid]
  const fromModes = modes.flatMap((mode) => serviceNamed(mode) ?? [])
  const fromVolumes = (service.volumes_from ?? [])
    .filter((from) => !from.startsWith('container:'))
    .map((from) => from.split(':')[0] ?? from)
  return [...new Set([...fromModes, ...fromVolumes])]
}

/** The `x` of `service:x`. */
export function serviceNamed(mode: string | undefined): string | undefined {
  return mode?.startsWith('service:') === true ? mode.slice('service:'.length) : undefined
}

/**
 * The form in which a service is hashed: containers in the place of the services it shares with. A service whose container is
 * not known is left as it is, so that its hash is that of no container. Section 4.3.
 */
export function withContainerIds(service: Service, idOf: (service: string) => string | undefined): Service {
  const modes = { network_mode: service.network_mode, ipc: service.ipc, pid: service.pid }
  const resolved = Object.entries(modes).flatMap(([field, mode]) => {
    const id = idOf(serviceNamed(mode) ?? '')
    return id === undefined ? [] : [[field, `container:${id}`]]
  })
  const volumesFrom = service.volumes_from?.map((from) => volumesSource(from, idOf))
  return {
    ...service,
    ...Object.fromEntries(resolved),
    ...(volumesFrom === undefined ? {} : { volumes_from: volumesFrom }),
  }
}

/** The mode (`:ro`) has no effect, and no part in the hash. */
function volumesSource(from: string, idOf: (service: string) => string | undefined): string {
  const [first = from, second = first] = from.split(':')
  return first === 'container' ? second : (idOf(first) ?? from)
}
