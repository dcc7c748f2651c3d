import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { isOneOff, labelNames, numberOf } from '../targets/engine/labels.ts'
import { report } from './load-project.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PickRequest {
  readonly load: LoadRequest
  readonly service: string
  /** The replica with this number. */
  readonly index?: number
}

export interface PickedContainer {
  readonly engine: Engine
  readonly container: ObservedContainer
  readonly ending?: never
}

/** The container of a service that a command is about: the running replica with the lowest number, else a one-off. Section 1.7. */
export async function pickContainer(
  surroundings: Surroundings,
  request: PickRequest,
): Promise<PickedContainer | { readonly ending: Ending }> {
  const { service, index } = request
  const project = await projectName(surroundings, request.load)
  if (project.ending !== undefined) return project
  const engine = await surroundings.engine()
  const all = await serviceContainers(engine, { project: project.name, service }, surroundings.signal)
  const running = all.filter(({ state }) => state === 'running' || state === 'paused')
  const container =
    index === undefined ? running[0] : running.find(({ labels }) => numberOf(labels) === index)
  if (container !== undefined) return { engine, container }
  const which = index === undefined ? '' : ` container #${index}`
  const message = `service "${service}" is not running${which}`
  report(surroundings, [{ code: 'CMP415', severity: 'error', message }])
  return { ending: { kind: 'failed' } }
}

/** All containers of a service: replicas by number, then one-offs by name. */
export async function serviceContainers(
  engine: Engine,
  { project, service }: { readonly project: string; readonly service: string },
  signal: AbortSignal,
): Promise<readonly ObservedContainer[]> {
  const labels = {
    [labelNames.project]: project,
    [labelNames.service]: service,
    [labelNames.configHash]: undefined,
  }
  const found = await engine.containers.list(labels, signal)
  const rank = ({ labels: own }: ObservedContainer): number =>
    isOneOff(own) ? Number.POSITIVE_INFINITY : (numberOf(own) ?? 0)
  return found.toSorted((a, b) => {
    const [one, other] = [rank(a), rank(b)]
    return one === other ? (a.name < b.name ? -1 : 1) : one - other
  })
}
