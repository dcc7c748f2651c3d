import { isIpAddress } from '../ip-address.ts'

interface PortSpec {
  readonly hostIp?: string
  readonly target: number
  /** A port, or a range for the engine to choose from. */
  readonly published?: string
  readonly protocol: string
}

export type ParsedPortSpec =
  | { readonly ok: true; readonly ports: readonly PortSpec[] }
  | { readonly ok: false; readonly problem: string; readonly hint?: string }

interface Range {
  readonly first: number
  readonly last: number
}

const protocols = new Set(['tcp', 'udp', 'sctp'])

/** Reads `[IP:][HOST:]CONTAINER[/PROTOCOL]`, where HOST and CONTAINER may be ranges. */
export function parsePortSpec(text: string): ParsedPortSpec {
  const { address, host, container } = splitParts(text)
  const [numbers = '', protocolText = ''] = container.split('/')
  if (numbers === '') return { ok: false, problem: 'names no container port' }
  const protocol = protocolText === '' ? 'tcp' : protocolText.toLowerCase()
  if (!protocols.has(protocol)) {
    return { ok: false, problem: `has the unknown protocol "${protocolText}"`, hint: 'use tcp, udp or sctp' }
  }
  const isBracketed = address.startsWith('[') && address.endsWith(']')
  const hostIp = isBracketed ? address.slice(1, -1) : address
  if (!isBracketed && address.includes(':')) {
    const hint = isIpAddress(address) ? `write "[${address}]:${host}:${container}"` : 'use an IP address'
    return { ok: false, problem: `has the invalid host address "${address}"`, hint }
  }
  if (hostIp !== '' && !isIpAddress(hostIp)) {
    return { ok: false, problem: `has the invalid host address "${address}"`, hint: 'use an IP address' }
  }
  return pairRanges({ hostIp, host, numbers, protocol })
}

function splitParts(text: string): { address: string; host: string; container: string } {
  const parts = text.split(':')
  const container = parts.pop() ?? ''
  const host = parts.pop() ?? ''
  return { address: parts.join(':'), host, container }
}

interface Parts {
  readonly hostIp: string
  readonly host: string
  readonly numbers: string
  readonly protocol: string
}

function pairRanges({ hostIp, host, numbers, protocol }: Parts): ParsedPortSpec {
  const container = parseRange(numbers)
  if (container === undefined || container.first === 0)
    return { ok: false, problem: `has the invalid container port "${numbers}"`, ...outOfRange }
  const published = host === '' ? undefined : parseRange(host)
  if (host !== '' && published === undefined) {
    const hint = isIpAddress(host)
      ? `write "${host}::${numbers}" for any port of that address`
      : outOfRange.hint
    return { ok: false, problem: `has the invalid host port "${host}"`, hint }
  }
  const count = size(container)
  if (published !== undefined && size(published) !== count && count !== 1) {
    return { ok: false, problem: `maps ${size(published)} host ports to ${count} container ports` }
  }
  const ports = Array.from({ length: count }, (_, index) => ({
    ...(hostIp === '' ? {} : { hostIp }),
    target: container.first + index,
    ...(published === undefined ? {} : { published: hostPort(published, index, count) }),
    protocol,
  }))
  return { ok: true, ports: ports.sort(byPortText) }
}

const outOfRange = { hint: 'use a number or a range between 1 and 65535' }

function hostPort(published: Range, index: number, count: number): string {
  const first = String(published.first + index)
  return count === 1 && published.first !== published.last ? `${first}-${published.last}` : first
}

/** Ranges are listed in the order of their text, "10000" before "9999", which the config hash depends on. */
function byPortText(a: PortSpec, b: PortSpec): number {
  const [left, right] = [`${a.target}/${a.protocol}`, `${b.target}/${b.protocol}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function size(range: Range): number {
  return range.last - range.first + 1
}

function parseRange(text: string): Range | undefined {
  const [firstText = '', lastText = firstText] = text.split('-')
  const first = parsePort(firstText)
  const last = parsePort(lastText)
  return first === undefined || last === undefined || last < first ? undefined : { first, last }
}

function parsePort(text: string): number | undefined {
  const port = /^\d+$/.test(text) ? Number(text) : undefined
  return port === undefined || port > 65535 ? undefined : port
}
