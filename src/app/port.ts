import type { ObservedPort } from '../engine/observed.ts'
import { compareText } from '../units/compare-text.ts'
import { report } from './load-project.ts'
import { pickContainer, type PickRequest } from './pick-container.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PortRequest extends PickRequest {
  /** In the container. */
  readonly port: number
  readonly protocol: string
}

/** Where a port of a container is published; a port that is only exposed is published nowhere. Section 1.4. */
export async function findPort(
  surroundings: Surroundings,
  request: PortRequest,
): Promise<{ readonly ending: Ending; readonly port?: ObservedPort }> {
  const picked = await pickContainer(surroundings, request)
  if (picked.ending !== undefined) return { ending: picked.ending }
  const { name, ports } = picked.container
  const port = [...ports]
    .sort((a, b) => compareText(a.hostIp ?? '', b.hostIp ?? ''))
    .find(({ target, protocol }) => target === request.port && protocol === request.protocol)
  if (port !== undefined) return { ending: { kind: 'done' }, port }
  const known = [...new Set(ports.map(({ target, protocol }) => `${target}/${protocol}`))].sort(compareText)
  const there = known.length === 0 ? 'it has no ports' : `it has ${known.join(', ')}`
  const message = `no port ${request.port}/${request.protocol} for container ${name}: ${there}`
  report(surroundings, [{ code: 'CMP418', severity: 'error', message }])
  return { ending: { kind: 'failed' } }
}
