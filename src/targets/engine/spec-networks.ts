import type { EndpointBody } from '../../engine/container-body.ts'
import type { Project } from '../../model/project.ts'
import type { Service, ServiceNetwork } from '../../model/service.ts'
import { compareText } from '../../units/compare-text.ts'
import { own } from '../../units/own.ts'
import { linksOf, type LinkTargets } from './spec-links.ts'
import { withoutZeros } from './spec-fields.ts'

export interface NetworkPosition {
  readonly project: Project
  readonly service: Service
  /** The container's name, an alias of its own. */
  readonly name: string
  /** The container answers to the service's names too. */
  readonly hasServiceAliases: boolean
  /** The containers that links reach; those that the file asks for when absent. */
  readonly linkTargets?: LinkTargets | undefined
}

export interface Endpoint {
  /** The engine's name of the network. */
  readonly network: string
  readonly endpoint: EndpointBody
}

/** Networks of the service, the one that carries the default route first. Section 4.8. */
export function endpointsOf(position: NetworkPosition): readonly Endpoint[] {
  const { project, service } = position
  if (isSet(service.network_mode)) return []
  return networkKeys(service).map((key, index) => ({
    network: own(project.networks, key)?.name ?? key,
    endpoint: endpointBody(position, own(service.networks, key) ?? {}, index === 0),
  }))
}

/** What `HostConfig.NetworkMode` says; `service:x` is kept, to be replaced once the container of `x` is known. */
export function networkMode(project: Project, service: Service): string {
  if (isSet(service.network_mode)) return service.network_mode
  const [first] = networkKeys(service)
  return first === undefined ? 'none' : (own(project.networks, first)?.name ?? first)
}

/** Higher priority first, then by name. */
export function networkKeys(service: Service): readonly string[] {
  const priority = (key: string): number => own(service.networks, key)?.priority ?? 0
  return Object.keys(service.networks ?? {}).sort((a, b) => priority(b) - priority(a) || compareText(a, b))
}

function endpointBody(position: NetworkPosition, network: ServiceNetwork, isFirst: boolean): EndpointBody {
  const { project, service, linkTargets } = position
  return withoutZeros({
    Aliases: aliases(position, network),
    Links: linksOf(project, service, linkTargets),
    // The address of the service as a whole is that of its first network.
    MacAddress: network.mac_address ?? (isFirst ? service.mac_address : undefined),
    DriverOpts: driverOptions(network),
    GwPriority: network.gw_priority,
    IPAMConfig: withoutZeros({
      IPv4Address: network.ipv4_address,
      IPv6Address: network.ipv6_address,
      LinkLocalIPs: network.link_local_ips,
    }),
  })
}

function aliases({ service, name, hasServiceAliases }: NetworkPosition, network: ServiceNetwork): string[] {
  const shared = hasServiceAliases ? [service.name, ...(network.aliases ?? [])] : []
  return [...new Set([name, ...shared])]
}

function driverOptions({ driver_opts, interface_name }: ServiceNetwork): Readonly<Record<string, string>> {
  if (interface_name === undefined || interface_name === '') return driver_opts ?? {}
  return { ...driver_opts, 'com.docker.network.endpoint.ifname': interface_name }
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
