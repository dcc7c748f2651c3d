import { describe, expect, it } from 'vitest'
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
        timestamps: false,
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
})
