import { setTimeout as delay } from 'node:timers/promises'
import { createQueue } from '../../async/queue.ts'
import type { Queue } from '../../async/queue.ts'
import type { EngineEvent, EventFilter, EventSubscription } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { resolvePointInTime } from '../point-in-time.ts'
import { own } from '../../units/own.ts'
import { decodeEvent } from './decode-event.ts'
import { filtersFor } from './filters.ts'
import type { GatewayContext } from './gateway-context.ts'
import { readJsonLines } from './json-lines.ts'
import { podmanMoment, withPodmanActions } from './podman.ts'
import { createReplayFilter } from './replay-filter.ts'
import type { ReplayFilter } from './replay-filter.ts'
import type { StreamAnswer } from './stream.ts'

/** How long to wait before each further try to reach an engine again: five seconds together. */
const reconnectDelaysMs = [0, 100, 200, 400, 800, 1500, 2000]

interface Feed {
  readonly context: GatewayContext
  readonly filter: EventFilter
  readonly signal: AbortSignal
  readonly queue: Queue<EngineEvent>
  readonly replay: ReplayFilter
  /** Where to read on from when nothing was seen yet. */
  readonly start: string | undefined
}

/** See `Engine.subscribe`. Events are read as they come, whether someone asks for them or not: engines drop what waits too long. */
export async function subscribe(
  context: GatewayContext,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<EventSubscription> {
  const closed = new AbortController()
  const ended = AbortSignal.any([signal, closed.signal, context.api.closed])
  const queue = createQueue<EngineEvent>()
  const feed: Feed = {
    context,
    filter,
    signal: ended,
    queue,
    replay: createReplayFilter(),
    start: startOf(context, filter),
  }
  const answer = await open(feed, feed.start)
  const reading = pump(feed, answer).then(
    () => queue.close(),
    (error: unknown) => (closed.signal.aborted ? queue.close() : queue.fail(error)),
  )
  return {
    [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
    [Symbol.asyncDispose]: async () => {
      closed.abort()
      await reading
    },
  }
}

/**
 * Docker sends the head of its answer a moment before it listens. With a start time it also sends what happened in that moment. Only on
 * the same machine is our clock the engine's; elsewhere the way back takes longer than that moment.
 */
function startOf(context: GatewayContext, filter: EventFilter): string | undefined {
  if (filter.since !== undefined) return resolvePointInTime(filter.since, context.api.now())
  // An end alone asks for everything before it that the engine remembers.
  if (filter.until !== undefined) return undefined
  return context.api.connection.isLocal ? (context.api.now() / 1000).toFixed(3) : undefined
}

async function open(feed: Feed, since: string | undefined): Promise<StreamAnswer> {
  const { labels, types, actions, until } = feed.filter
  const { api } = feed.context
  const end = until === undefined ? undefined : resolvePointInTime(until, api.now())
  const isPodman = await speaksToPodman(feed)
  // Without a start Podman tells nothing of what has been.
  const query = {
    filters: filtersFor(labels, { type: types, event: withPodmanActions(actions) }),
    since: isPodman ? podmanMoment(since ?? (end === undefined ? undefined : '1'), -1n) : since,
    until: isPodman ? podmanMoment(end, 1n) : end,
  }
  return api.stream({ method: 'GET', path: '/events', query }, feed.signal)
}

/** Worth a question only where the exact moment matters: where a program starts with a subscription, a millisecond does not. */
async function speaksToPodman({ context, filter, signal }: Feed): Promise<boolean> {
  const isExact = filter.since !== undefined || filter.until !== undefined
  const peer = isExact ? await context.api.peer(signal) : context.api.knownPeer
  return peer?.product === 'podman'
}

async function pump(feed: Feed, first: StreamAnswer): Promise<void> {
  let answer = first
  const startedAt = first.headers.get('date')
  while (true) {
    const lost = await readUntilLost(feed, answer)
    if (lost === undefined) return
    answer = await reopen(feed, lost, startedAt)
  }
}

/** Resolves to what went wrong, or to undefined when the stream ended as it should. */
async function readUntilLost(feed: Feed, answer: StreamAnswer): Promise<EngineError | undefined> {
  try {
    for await (const line of readJsonLines(answer.body)) {
      const event = decodeEvent(line)
      if (isAskedFor(event, feed.filter) && feed.replay.isNew(event)) feed.queue.add(event)
    }
    if (feed.filter.until !== undefined) return undefined
    return new EngineError('unreachable', 'the engine ended the stream of events')
  } catch (error) {
    if (feed.signal.aborted || !(error instanceof EngineError && error.kind === 'unreachable')) throw error
    return error
  }
}

/** Podman takes several labels as alternatives. Only containers carry their labels in their events. */
function isAskedFor(event: EngineEvent, { labels }: EventFilter): boolean {
  if (event.type !== 'container') return true
  return Object.entries(labels).every(([name, value]) =>
    value === undefined ? Object.hasOwn(event.attributes, name) : own(event.attributes, name) === value,
  )
}

async function reopen(feed: Feed, lost: EngineError, startedAt: string | undefined): Promise<StreamAnswer> {
  const since = feed.replay.resumeFrom() ?? feed.start ?? secondsOf(startedAt)
  let last = lost
  for (const waitMs of reconnectDelaysMs) {
    await delay(waitMs, undefined, { signal: feed.signal }).catch(() => feed.signal.throwIfAborted())
    try {
      return await open(feed, since)
    } catch (error) {
      if (!(error instanceof EngineError && (error.kind === 'unreachable' || error.kind === 'unavailable')))
        throw error
      last = error
    }
  }
  throw new EngineError('unreachable', last.message, { cause: last })
}

/** The engine's own clock, to the second, from the head of its answer. */
function secondsOf(date: string | undefined): string | undefined {
  const ms = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(ms) ? undefined : String(Math.floor(ms / 1000))
}
