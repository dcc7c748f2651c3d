import { createQueue } from '../../async/queue.ts'
import type { EngineEvent, EventFilter, EventSubscription } from '../engine.ts'
import { resolvePointInTime } from '../point-in-time.ts'
import { answer, matchesLabels, nowNano } from './fake-world.ts'
import type { FakeContainer, FakeWorld } from './fake-world.ts'

export function emit(world: FakeWorld, event: Omit<EngineEvent, 'timeNano'>): void {
  const stamped: EngineEvent = { ...event, timeNano: String(nowNano(world)) }
  world.events.push(stamped)
  for (const { filter, queue } of world.subscribers) if (matches(stamped, filter)) queue.add(stamped)
}

/** Whoever waits for the container looks at it again. */
export function emitContainer(
  world: FakeWorld,
  container: FakeContainer,
  what: {
    readonly action: string
    readonly health?: EngineEvent['health']
    readonly attributes?: Readonly<Record<string, string>>
  },
): void {
  const { action, health, attributes } = what
  const named = { ...container.body.Labels, image: container.body.Image, name: container.name }
  emit(world, {
    type: 'container',
    action,
    id: container.id,
    ...(health === undefined ? {} : { health }),
    attributes: { ...named, ...attributes },
  })
  for (const watcher of container.watchers) watcher()
}

function matches(event: EngineEvent, filter: EventFilter): boolean {
  return (
    matchesLabels(event.attributes, filter.labels) &&
    (filter.types?.includes(event.type) ?? true) &&
    (filter.actions?.includes(event.action) ?? true)
  )
}

export function subscribe(
  world: FakeWorld,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<EventSubscription> {
  return answer(world, { method: 'subscribe', subject: '', signal }, () => {
    const queue = createQueue<EngineEvent>()
    const subscriber = { filter, queue }
    const since = nanoOf(world, filter.since)
    const until = nanoOf(world, filter.until)
    const start = since ?? (until === undefined ? undefined : 0n)
    const past = start === undefined ? [] : world.events.filter((event) => BigInt(event.timeNano) >= start)
    for (const event of past) {
      if (matches(event, filter) && (until === undefined || BigInt(event.timeNano) <= until)) queue.add(event)
    }
    if (until === undefined) world.subscribers.add(subscriber)
    else queue.close()
    const onAbort = () => {
      world.subscribers.delete(subscriber)
      queue.fail(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    return {
      [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
      [Symbol.asyncDispose]: () => {
        signal.removeEventListener('abort', onAbort)
        world.subscribers.delete(subscriber)
        queue.close()
        return Promise.resolve()
      },
    }
  })
}

export function nanoOf(world: FakeWorld, moment: string | undefined): bigint | undefined {
  if (moment === undefined) return undefined
  const [seconds = '0', fraction = ''] = resolvePointInTime(moment, world.clock.now()).split('.')
  return BigInt(seconds + fraction.padEnd(9, '0'))
}
