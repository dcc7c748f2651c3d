import type { ObservedContainer, ObservedPort } from '../../engine/observed.ts'
import type { PortListener } from '../../events/machine.ts'
import type { Port } from '../../model/port.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import { labelNames, serviceOf } from './labels.ts'

/** Published ports of one entry; an engine takes the first that is free. */
export interface WantedPort {
  /** Empty: every address. */
  readonly address: string
  readonly first: number
  readonly last: number
  readonly protocol: string
}

export type PortHolder =
  | { readonly kind: 'container'; readonly container: ObservedContainer }
  | { readonly kind: 'process'; readonly listener: PortListener }

/**
 * Those of `wantedPorts` that the engine takes for containers of the service: none for the network of the machine, without a network, and
 * on networks that nothing leaves.
 */
export function publishedPorts(
  { ports, networks, network_mode: mode }: Pick<Service, 'ports' | 'networks' | 'network_mode'>,
  project: Pick<Project, 'networks'>,
): ReturnType<typeof wantedPorts> {
  const keys = Object.keys(networks ?? {})
  const isShut = keys.length > 0 && keys.every((key) => own(project.networks, key)?.internal === true)
  return mode === 'host' || mode === 'none' || isShut ? [] : wantedPorts(ports)
}

/** The fixed host ports that a service asks for; those that the engine chooses are never taken. */
export function wantedPorts(
  ports: readonly Port[] = [],
): readonly (WantedPort & { readonly index: number })[] {
  return ports.flatMap(({ host_ip: address = '', published = '', protocol = 'tcp' }, index) => {
    const [first = NaN, last = first] = published.split('-').map(Number)
    return first > 0 && last >= first ? [{ address, first, last, protocol, index }] : []
  })
}

export function numbersOf({ first, last }: Pick<WantedPort, 'first' | 'last'>): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Who holds the port; of a range, who holds its first where all are taken. Undefined where one is free. */
export function holderOf(
  wanted: WantedPort,
  containers: readonly ObservedContainer[],
  listeners: readonly PortListener[],
): PortHolder | undefined {
  const holders = numbersOf(wanted).map((port) => holderOfOne({ ...wanted, port }, containers, listeners))
  return holders.every((holder) => holder !== undefined) ? holders[0] : undefined
}

type OnePort = WantedPort & { readonly port: number }

function holderOfOne(
  wanted: OnePort,
  containers: readonly ObservedContainer[],
  listeners: readonly PortListener[],
): PortHolder | undefined {
  const container = containers.find(({ ports }) => ports.some((port) => isSame(wanted, port)))
  if (container !== undefined) return { kind: 'container', container }
  const listener = listeners.find(
    ({ port, protocol, address }) =>
      port === wanted.port && protocol === wanted.protocol && clashes(wanted.address, address),
  )
  return listener === undefined ? undefined : { kind: 'process', listener }
}

function isSame(wanted: OnePort, { published, protocol, hostIp = '' }: ObservedPort): boolean {
  return published === wanted.port && protocol === wanted.protocol && clashes(wanted.address, hostIp)
}

const every: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/**
 * Whether one address leaves no room for the other. An IPv4 address beside all of IPv6 may or may not, which depends on how it is
 * listened on: then there is room.
 */
function clashes(wanted: string, held: string): boolean {
  if (wanted === '' || held === '' || wanted === held) return true
  if (wanted.includes(':') !== held.includes(':')) return false
  return every.has(wanted) || every.has(held)
}

/** "container other-web-1 of project "other"", "process 4711 (nginx)". */
export function holderText(holder: PortHolder): string {
  if (holder.kind === 'container') {
    const { name, labels } = holder.container
    const project = labels[labelNames.project]
    return project === undefined ? `container ${name}` : `container ${name} of project "${project}"`
  }
  const { program } = holder.listener
  return program === undefined
    ? 'another program on this machine'
    : `process ${program.id} (${program.name}) on this machine`
}

/** What to type so that the port becomes free, or is no longer needed. */
export function holderCure(holder: PortHolder): string {
  const other = 'or publish another port'
  if (holder.kind === 'process') {
    const { program } = holder.listener
    return program === undefined ? `end that program, ${other}` : `end it (kill ${program.id}), ${other}`
  }
  const { name, labels } = holder.container
  const project = labels[labelNames.project]
  const service = serviceOf(labels)
  return project === undefined || service === undefined
    ? `docker stop ${name}, ${other}`
    : `compose -p ${project} stop ${service}, ${other}`
}

/** "8080", "127.0.0.1:8080", "8000-8010". */
export function portText({ address, first, last }: WantedPort): string {
  const numbers = first === last ? String(first) : `${first}-${last}`
  if (address === '') return numbers
  return address.includes(':') ? `[${address}]:${numbers}` : `${address}:${numbers}`
}
