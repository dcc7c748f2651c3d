import type { ContainerBody, HostConfigBody } from '../../engine/container-body.ts'
import type { Port } from '../../model/port.ts'
import type { Service } from '../../model/service.ts'

type Exposed = NonNullable<ContainerBody['ExposedPorts']>
type Bindings = NonNullable<HostConfigBody['PortBindings']>

/** Every port that the service exposes, in its words, and every one that it publishes, as `80/tcp`. Section 2.7. */
export function exposedPorts(service: Service): Exposed {
  const ports = [...(service.expose ?? []), ...(service.ports ?? []).map(portKey)]
  return Object.fromEntries(ports.map((port) => [port, {}]))
}

/** Where published ports are bound on the host; no host port lets the engine choose one, a range one of it. */
export function portBindings(service: Service): Bindings {
  const bindings: Record<string, { readonly HostIp: string; readonly HostPort: string }[]> = {}
  for (const port of service.ports ?? []) {
    const bound = (bindings[portKey(port)] ??= [])
    bound.push({ HostIp: port.host_ip ?? '', HostPort: port.published ?? '' })
  }
  return bindings
}

function portKey({ target, protocol }: Port): string {
  return `${target}/${protocol ?? 'tcp'}`
}
