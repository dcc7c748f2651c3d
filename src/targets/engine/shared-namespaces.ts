import type { Service } from '../../model/service.ts'

/** The services whose container this one cannot outlive: `service:x` namespaces and `volumes_from`. Section 2.2. */
export function namespaceParents(service: Service): readonly string[] {
  const modes = [service.network_mode, service.ipc, service.pid]
  const fromModes = modes.flatMap((mode) =>
    mode?.startsWith('service:') === true ? [mode.slice('service:'.length)] : [],
  )
  const fromVolumes = (service.volumes_from ?? [])
    .filter((from) => !from.startsWith('container:'))
    .map((from) => from.split(':')[0] ?? from)
  return [...new Set([...fromModes, ...fromVolumes])]
}
