import type { ContainerPort } from './container-view.ts'

interface Range {
  first: number
  last: number
}

/**
 * Published and exposed ports in one line, as the docker command writes them: neighbours that are published under their own
 * number are joined ("0.0.0.0:80-82->80-82/tcp"), ports published under another number follow one by one.
 */
export function formatPorts(ports: readonly ContainerPort[]): string {
  const groups = new Map<string, Range>()
  const finished: string[] = []
  const mapped: string[] = []
  for (const port of [...ports].sort(comparePorts)) {
    if (port.hostIp !== '' && port.published !== port.target) {
      mapped.push(`${hostAddress(port.hostIp, String(port.published))}->${port.target}/${port.protocol}`)
      continue
    }
    const key = `${port.hostIp}/${port.protocol}`
    const group = groups.get(key)
    if (group !== undefined && port.target === group.last + 1) {
      group.last = port.target
      continue
    }
    if (group !== undefined) finished.push(formatRange(key, group))
    // The first range keeps its place among the keys, whichever range is the last.
    groups.set(key, { first: port.target, last: port.target })
  }
  const open = [...groups].map(([key, range]) => formatRange(key, range))
  return [...finished, ...open, ...mapped].join(', ')
}

/** By container port first. */
function comparePorts(one: ContainerPort, other: ContainerPort): number {
  return (
    one.target - other.target ||
    compareText(one.hostIp, other.hostIp) ||
    one.published - other.published ||
    compareText(one.protocol, other.protocol)
  )
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function formatRange(key: string, { first, last }: Range): string {
  const [hostIp = '', protocol = ''] = key.split('/')
  const range = first === last ? String(first) : `${first}-${last}`
  return `${hostIp === '' ? range : `${hostAddress(hostIp, range)}->${range}`}/${protocol}`
}

function hostAddress(hostIp: string, port: string): string {
  return hostIp.includes(':') ? `[${hostIp}]:${port}` : `${hostIp}:${port}`
}
