import { Channel } from '../async/channel.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { LogBatch, LogView } from '../events/host.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { followLogs } from '../logs/follow-logs.ts'
import { FollowedContainer } from '../logs/followed-container.ts'
import { expandPatterns } from '../load/service-patterns.ts'
import type { Project } from '../model/project.ts'
import { isOneOff, labelNames, numberOf, serviceOf } from '../targets/engine/labels.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { own } from '../units/own.ts'
import { findProject, onlyContainers } from './find-project.ts'
import { report } from './load-project.ts'
import { logSource } from './log-source.ts'
import { warnUnreadable } from './warn-unreadable.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface LogsRequest {
  readonly load: LoadRequest
  readonly services: readonly string[]
  readonly follow: boolean
  readonly tail?: number
  readonly since?: string
  readonly until?: string
  /** Have the engine's time stamps come with the lines. */
  readonly timestamps: boolean
  /** Only this replica of the one service named. */
  readonly index?: number
  readonly view: LogView
}

/** Shows what the project's containers wrote, and with `follow` goes on until all of them have ended. Section 5. */
export async function showLogs(surroundings: Surroundings, asked: LogsRequest): Promise<Ending> {
  const found = await findProject(surroundings, asked.load, onlyContainers)
  if (found.ending !== undefined) return found.ending
  const { engine, observed, project } = found
  const known = knownServices(project, observed.containers)
  const request = { ...asked, services: expandPatterns(asked.services, [...known]) }
  const unknown = request.services.find((name) => !known.has(name))
  if (unknown !== undefined) {
    report(surroundings, [{ code: 'CMP208', severity: 'error', message: `no such service: ${unknown}` }])
    return { kind: 'failed' }
  }
  const wanted = selector(project, request)
  const containers = observed.containers.filter((container) => wanted(container.labels))
  if (request.index !== undefined && containers.length === 0) {
    const message = `service "${request.services.join()}" has no container #${request.index}`
    report(surroundings, [{ code: 'CMP415', severity: 'error', message }])
    return { kind: 'failed' }
  }
  request.view.announce(containers.map((one) => logSource(project.name, one.name, one.labels).label))
  const batches = request.follow
    ? await following(surroundings, engine, project, { request, wanted })
    : reading(surroundings, engine, project, { request, containers })
  await request.view.show(batches)
  return surroundings.signal.aborted ? { kind: 'cancelled' } : { kind: 'done' }
}

type Selector = (labels: Readonly<Record<string, string>>) => boolean

/** Named services; otherwise those of the file that are not `attach: false`. One-off containers are never shown. */
function selector(project: Project, request: LogsRequest): Selector {
  return (labels) => {
    const name = serviceOf(labels) ?? ''
    if (isOneOff(labels)) return false
    if (request.index !== undefined && numberOf(labels) !== request.index) return false
    if (request.services.length > 0) return request.services.includes(name)
    const service = own(project.services, name)
    return service !== undefined && service.attach !== false
  }
}

function knownServices(project: Project, containers: readonly ObservedContainer[]): ReadonlySet<string> {
  return new Set([
    ...Object.keys(project.services),
    ...Object.keys(project.disabledServices),
    ...containers.map(({ labels }) => serviceOf(labels) ?? ''),
  ])
}

function past(request: LogsRequest) {
  return {
    history: 'asked',
    ...(request.tail === undefined ? {} : { tail: request.tail }),
    ...(request.since === undefined ? {} : { since: request.since }),
    ...(request.until === undefined ? {} : { until: request.until }),
  } as const
}

async function following(
  surroundings: Surroundings,
  engine: Engine,
  project: Project,
  { request, wanted }: { readonly request: LogsRequest; readonly wanted: Selector },
): Promise<AsyncIterable<LogBatch>> {
  const { delay, signal } = surroundings
  const follow = await followLogs(
    {
      engine,
      labels: { [labelNames.project]: project.name },
      list: async () => {
        const containers = await engine.containers.list({ [labelNames.project]: project.name }, signal)
        return containers
          .filter(({ labels }) => wanted(labels))
          .map((one) => ({
            id: one.id,
            source: logSource(project.name, one.name, one.labels),
            isRunning: isAlive(one),
          }))
      },
      select: (event) =>
        wanted(event.attributes)
          ? logSource(project.name, event.attributes['name'] ?? '', event.attributes)
          : undefined,
      from: past(request),
      delay,
      unreadable: warnUnreadable(surroundings),
    },
    signal,
  )
  follow.endWhenAllEnded()
  return follow
}

/** Each container is read to its end; what comes first is shown first. */
async function* reading(
  surroundings: Surroundings,
  engine: Engine,
  project: Project,
  {
    request,
    containers,
  }: { readonly request: LogsRequest; readonly containers: readonly ObservedContainer[] },
): AsyncGenerator<LogBatch> {
  const { delay, signal } = surroundings
  const channel = new Channel<LogBatch>()
  const abort = new AbortController()
  let open = containers.length
  if (open === 0) return
  for (const container of containers) {
    void new FollowedContainer({
      engine,
      id: container.id,
      source: logSource(project.name, container.name, container.labels),
      from: past(request),
      timestamps: request.timestamps,
      send: (batch) => channel.send(batch),
      settled: () => {
        open -= 1
        if (open === 0) channel.close()
      },
      restartGraceMs: () => 0,
      delay,
      failed: (error) => channel.fail(error),
      unreadable: warnUnreadable(surroundings),
      signal: AbortSignal.any([signal, abort.signal]),
    }).isPast()
  }
  try {
    yield* channel
  } finally {
    abort.abort()
  }
}
