import { describe, expect, it, vi } from 'vitest'
import { deferred } from '../../src/async/deferred.ts'
import type { EventFilter, EventSubscription } from '../../src/engine/engine.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { LogBatch } from '../../src/events/host.ts'
import { followLogs } from '../../src/logs/follow-logs.ts'

/** News of events travels on a connection of its own; here it arrives when the test lets it. */
class LateNews extends FakeEngine {
  readonly #gate = deferred<undefined>()

  deliver(): void {
    this.#gate.resolve(undefined)
  }

  override async subscribe(filter: EventFilter, signal: AbortSignal): Promise<EventSubscription> {
    const subscription = await super.subscribe(filter, signal)
    const gate = this.#gate.promise
    return {
      async *[Symbol.asyncIterator]() {
        await gate
        yield* subscription
      },
      [Symbol.asyncDispose]: () => subscription[Symbol.asyncDispose](),
    }
  }
}

function text(batch: LogBatch): string {
  if (batch.type === 'exited') return `exited ${batch.code}`
  return batch.lines.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n')
}

describe('followLogs', () => {
  it('waits for containers that were started and are not heard of yet', async () => {
    const { signal } = new AbortController()
    const engine = new LateNews(['busybox'])
    engine.behave('job', { prints: ['one'], exits: 0 })
    const follow = await followLogs(
      {
        engine,
        labels: {},
        list: () => Promise.resolve([]),
        select: () => ({ service: 'job', number: 1, label: 'job-1' }),
        from: { history: 'new' },
        delay: engine.clock.sleep.bind(engine.clock),
      },
      signal,
    )
    const body = { Image: 'busybox', HostConfig: {}, Labels: { 'com.docker.compose.service': 'job' } }
    await engine.containers.start(
      await engine.containers.create({ name: 'shop-job-1', body }, signal),
      signal,
    )
    follow.endWhenAllEnded(['job-1'])
    engine.deliver()
    const shown: string[] = []
    for await (const batch of follow) shown.push(text(batch))
    expect(shown).toEqual(['one', 'exited 0'])
  })

  it.each([
    { past: ['old'], what: 'after its last line' },
    { past: [], what: 'when it wrote nothing before' },
  ])('shows the whole next run of a container that has ended, $what', async ({ past }) => {
    const { signal } = new AbortController()
    const engine = new FakeEngine(['busybox'])
    engine.behave('job', { prints: past, exits: 0 })
    const body = { Image: 'busybox', HostConfig: {}, Labels: { 'com.docker.compose.service': 'job' } }
    const id = await engine.containers.create({ name: 'shop-job-1', body }, signal)
    await engine.containers.start(id, signal)
    await engine.containers.wait(id, signal)
    engine.behave('job', { prints: ['new'], exits: 0 })
    const slow = deferred<void>()
    engine.inject({ method: 'containers.logs', until: slow.promise })
    const source = { service: 'job', number: 1, label: 'job-1' }
    const following = followLogs(
      {
        engine,
        labels: {},
        list: () => Promise.resolve([{ id, source, isRunning: false }]),
        select: () => source,
        from: { history: 'new' },
        delay: engine.clock.sleep.bind(engine.clock),
      },
      signal,
    ).then(async (follow) => {
      await engine.containers.start(id, signal)
      return follow
    })
    setImmediate(() => slow.resolve())
    const follow = await following
    follow.endWhenAllEnded(['job-1'])
    const shown: string[] = []
    for await (const batch of follow) shown.push(text(batch))
    expect(shown).toEqual(['new', 'exited 0'])
  })

  it.each([
    { from: { history: 'asked', tail: 0 }, what: 'with nothing of the past' },
    { from: { history: 'new' }, what: 'with only what is new' },
  ] as const)('shows the next run alone of a container that was quiet meanwhile, $what', async ({ from }) => {
    const { signal } = new AbortController()
    const engine = new FakeEngine(['busybox'])
    const source = { service: 'job', number: 1, label: 'job-1' }
    const body = { Image: 'busybox', HostConfig: {}, Labels: { 'com.docker.compose.service': 'job' } }
    const id = await engine.containers.create({ name: 'shop-job-1', body }, signal)
    engine.behave('job', { prints: ['old'] })
    await engine.containers.start(id, signal)
    const follow = await followLogs(
      {
        engine,
        labels: {},
        list: () => Promise.resolve([{ id, source, isRunning: true }]),
        select: () => source,
        from,
        delay: engine.clock.sleep.bind(engine.clock),
      },
      signal,
    )
    const shown: string[] = []
    const reading = (async () => {
      for await (const batch of follow) shown.push(text(batch))
    })()
    await vi.waitUntil(() => engine.requests.some(({ method }) => method === 'containers.logs'))
    engine.exit('shop-job-1', 0)
    await vi.waitUntil(() => shown.includes('exited 0'))
    engine.behave('job', { prints: ['new'], exits: 3 })
    await engine.containers.start(id, signal)
    await vi.waitUntil(() => shown.includes('exited 3'))
    follow.endWhenAllEnded()
    await reading
    expect(shown).toEqual(['exited 0', 'new', 'exited 3'])
  })

  it('ends with containers of whose end no news arrives', async () => {
    const { signal } = new AbortController()
    const engine = new LateNews(['busybox'])
    const source = { service: 'job', number: 1, label: 'job-1' }
    const body = { Image: 'busybox', HostConfig: {}, Labels: { 'com.docker.compose.service': 'job' } }
    const id = await engine.containers.create({ name: 'shop-job-1', body }, signal)
    await engine.containers.start(id, signal)
    const follow = await followLogs(
      {
        engine,
        labels: {},
        list: () => Promise.resolve([{ id, source, isRunning: true }]),
        select: () => source,
        from: { history: 'all' },
        delay: engine.clock.sleep.bind(engine.clock),
      },
      signal,
    )
    await engine.containers.kill(id, 'SIGKILL', signal)
    follow.endWith(() => true)
    const shown: string[] = []
    for await (const batch of follow) shown.push(text(batch))
    expect(shown).toEqual(['exited 137'])
  })
})
