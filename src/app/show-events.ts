import type { EngineEvent } from '../engine/engine.ts'
import { serviceMatcher } from '../load/service-patterns.ts'
import { isOneOff, labelNames, serviceOf } from '../targets/engine/labels.ts'
import type { ContainersRequest } from './project-containers.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Something that happened to a container of a service. */
export interface ServiceEvent {
  readonly action: string
  /** Of the container. */
  readonly id: string
  readonly service: string
  /** Without the project's own labels. */
  readonly attributes: Readonly<Record<string, string>>
  readonly timeNano: string
}

export interface EventsRequest extends ContainersRequest {
  readonly since?: string
  readonly until?: string
  readonly show: (event: ServiceEvent) => void
}

/** Tells what happens to the containers of services, until the moment asked for or until interrupted. Section 1.4. */
export async function showEvents(surroundings: Surroundings, request: EventsRequest): Promise<Ending> {
  const found = await projectName(surroundings, request.load)
  if (found.ending !== undefined) return found.ending
  const engine = await surroundings.engine()
  const { since, until, services } = request
  const isNamed = serviceMatcher(services)
  await using events = await engine.subscribe(
    {
      labels: { [labelNames.project]: found.name },
      types: ['container'],
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    surroundings.signal,
  )
  for await (const event of events) {
    const service = serviceOf(event.attributes)
    if (service === undefined || isOneOff(event.attributes)) continue
    if (services.length === 0 || isNamed(service)) request.show(toServiceEvent(event, service))
  }
  return { kind: 'done' }
}

function toServiceEvent(event: EngineEvent, service: string): ServiceEvent {
  const { action, health, id, timeNano } = event
  const attributes = Object.entries(event.attributes).filter(
    ([name]) => !ownPrefixes.some((prefix) => name.startsWith(prefix)),
  )
  return {
    action: health === undefined ? action : `${action}: ${health}`,
    id,
    service,
    attributes: Object.fromEntries(attributes),
    timeNano,
  }
}

const ownPrefixes = ['com.docker.compose.', 'dev.gantry.']
