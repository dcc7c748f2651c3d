import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import type { Engine, EngineEvent } from '../../src/engine/engine.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { WireDaemon } from '../support/wire-daemon.ts'

const body = { Image: 'busybox:latest', HostConfig: {} }
const following = { follow: true, timestamps: false, tty: false }

describe('the connection to an engine', () => {
  let fake: FakeEngine
  let daemon: WireDaemon
  let engine: Engine
  const signal = new AbortController().signal

  beforeEach(async () => {
    fake = new FakeEngine(['busybox:latest'])
    daemon = await WireDaemon.start(fake)
    engine = await connectEngine(daemon.location, { now: fake.clock.now })
  })

  afterEach(async () => {
    await engine[Symbol.asyncDispose]()
    await daemon[Symbol.asyncDispose]()
  })

  const start = async (name: string) => {
    const id = await fake.containers.create({ name, body }, signal)
    await fake.containers.start(id, signal)
    return id
  }

  it('learns the version of the API from the first answer', async () => {
    await engine.containers.list({}, signal)
    await engine.networks.list({}, signal)
    expect(daemon.requests).toEqual(['GET /containers/json?all=true', 'GET /v1.51/networks'])
  })

  it('asks for the version before it changes something, once', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => engine.volumes.create({ name, labels: {} }, signal)))
    expect(daemon.requests.toSorted()).toEqual([
      'HEAD /_ping',
      ...Array.from({ length: 3 }, () => 'POST /v1.51/volumes/create'),
    ])
  })

  it('speaks the version it is told to', async () => {
    await using older = await connectEngine(daemon.location, { now: Date.now, apiVersion: '1.41' })
    await older.volumes.create({ name: 'a', labels: {} }, signal)
    expect(daemon.requests).toEqual(['POST /v1.41/volumes/create'])
  })

  it('keeps environment values out of the address', async () => {
    await engine.containers.create({ name: 'web', body: { ...body, Env: ['PASSWORD=secret'] } }, signal)
    expect(daemon.requests.join()).not.toContain('secret')
    expect(daemon.requests).toContain('POST /v1.51/containers/create?name=web')
  })

  it('asks for names as they are, whatever they contain', async () => {
    await expect(engine.containers.inspect('a/../b?c d', signal)).rejects.toMatchObject({ kind: 'not-found' })
    expect(daemon.requests).toEqual(['GET /containers/a%2F..%2Fb%3Fc%20d/json'])
    await expect(engine.containers.inspect('..', signal)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(engine.containers.inspect('', signal)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('says where nobody answers', async () => {
    await daemon[Symbol.asyncDispose]()
    const rejection = {
      kind: 'unreachable',
      message: `cannot reach the engine at unix://${daemon.path} (no such file)`,
    }
    await expect(engine.containers.list({}, signal)).rejects.toMatchObject(rejection)
    await expect(engine.subscribe({ labels: {} }, signal)).rejects.toMatchObject(rejection)
    daemon = await WireDaemon.start(fake)
  })

  it('rejects when the connection breaks in the middle of an answer', async () => {
    daemon.disturb({ path: '/containers/json', cutAfterBytes: 150 })
    await expect(engine.containers.list({}, signal)).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('rejects when the connection breaks while it waits', async () => {
    const id = await start('web')
    const exitCode = engine.containers.wait(id, signal)
    while (!daemon.requests.some((request) => request.includes('/wait')))
      await new Promise((resolve) => setImmediate(resolve))
    daemon.dropConnections()
    await expect(exitCode).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('tells the digest of what was pushed', async () => {
    fake.addImage('shop/web:1', { digest: 'sha256:abc' })
    const steps = []
    for await (const step of engine.images.push('shop/web:1', {}, signal)) steps.push(step)
    expect(steps.at(-1)).toEqual({ status: '', digest: 'sha256:abc' })
    expect(daemon.requests).toContain('POST /v1.51/images/shop/web/push?tag=1')
  })

  it('rejects when the connection breaks in the middle of a push', async () => {
    fake.addImage('shop/web:1')
    daemon.disturb({ path: '/push', cutAfterBytes: 300 })
    const pushed = async (): Promise<void> => {
      for await (const _ of engine.images.push('shop/web:1', {}, signal)) continue
    }
    await expect(pushed()).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('rejects when the connection breaks in the middle of a pull, and pulls the next time', async () => {
    const pulled = async (): Promise<void> => {
      for await (const _ of engine.images.pull('shop/web:1', {}, signal)) continue
    }
    fake.publishImage('shop/web:1')
    daemon.disturb({ path: '/images/create', cutAfterBytes: 200, times: 1 })
    await expect(pulled()).rejects.toMatchObject({ kind: 'unreachable' })
    await pulled()
    expect(await engine.images.find('shop/web:1', signal)).toBeDefined()
  })

  it('asks again when a kept connection was closed meanwhile', async () => {
    await engine.containers.list({}, signal)
    daemon.dropConnections()
    await engine.containers.list({}, signal)
    expect(daemon.requests).toHaveLength(2)
  })

  it('gives up at once when aborted, and closes', async () => {
    daemon.disturb({ path: '/networks', silent: true })
    const abort = new AbortController()
    const list = engine.networks.list({}, abort.signal)
    setImmediate(() => abort.abort(new Error('enough')))
    await expect(list).rejects.toThrow('enough')
  })

  it('ends all that is open when it is disposed of', async () => {
    const id = await start('web')
    const lines = engine.containers.logs(id, following, signal)[Symbol.asyncIterator]()
    const events = await engine.subscribe({ labels: {}, types: ['volume'] }, signal)
    const [line, event] = [lines.next(), events[Symbol.asyncIterator]().next()]
    const ends = Promise.allSettled([line, event])
    while (daemon.openConnections < 2) await new Promise((resolve) => setImmediate(resolve))
    await engine[Symbol.asyncDispose]()
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    while (daemon.openConnections > 0) await new Promise((resolve) => setImmediate(resolve))
  })

  it('leaves no connection behind when a reader of logs leaves', async () => {
    const id = await start('web')
    fake.print(id, 'one\ntwo\n')
    for await (const batch of engine.containers.logs(id, following, signal)) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
    while (daemon.openConnections > 0) await new Promise((resolve) => setImmediate(resolve))
  })

  it('makes the engine wait for a slow reader of logs', async () => {
    const id = await start('web')
    const line = 'x'.repeat(1000)
    for (let count = 0; count < 30_000; count += 1) fake.print(id, `${line}\n`)
    const lines = engine.containers.logs(id, { ...following, follow: false }, signal)[Symbol.asyncIterator]()
    await lines.next()
    // Long enough for the daemon to fill every buffer on the way, were it not held up.
    for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(daemon.bytesSent).toBeLessThan(10_000_000)
    let rest = 0
    for (let next = await lines.next(); next.done !== true; next = await lines.next())
      rest += next.value.length
    expect(rest).toBeGreaterThan(20_000)
  })

  it('reads answers that come in small pieces', async () => {
    const id = await start('web')
    fake.print(id, 'one\ntwo\n')
    daemon.disturb({ path: '/', pieceBytes: 3 })
    expect(await engine.containers.inspect(id, signal)).toMatchObject({ id, name: 'web' })
    const texts: string[] = []
    for await (const batch of engine.containers.logs(id, { ...following, follow: false }, signal)) {
      texts.push(...batch.map(({ bytes }) => Buffer.from(bytes).toString()))
    }
    expect(texts).toEqual(['one', 'two'])
  })

  describe('for events', () => {
    it('is made again where it was lost, without gaps and repeats', async () => {
      const events = await engine.subscribe({ labels: {}, types: ['volume'] }, signal)
      const seen = take(events, 4)
      await fake.volumes.create({ name: 'a', labels: {} }, signal)
      await fake.volumes.create({ name: 'b', labels: {} }, signal)
      await engine.networks.list({}, signal)
      daemon.dropConnections()
      await fake.volumes.create({ name: 'c', labels: {} }, signal)
      await fake.volumes.create({ name: 'd', labels: {} }, signal)
      expect((await seen).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
      await events[Symbol.asyncDispose]()
    })

    it('is made again from the start when nothing was seen yet', async () => {
      const events = await engine.subscribe({ labels: {}, types: ['volume'] }, signal)
      const seen = take(events, 1)
      daemon.dropConnections()
      await fake.volumes.create({ name: 'a', labels: {} }, signal)
      expect((await seen).map(({ id }) => id)).toEqual(['a'])
      await events[Symbol.asyncDispose]()
    })

    it('delivers what happens between the head of the answer and the first line', async () => {
      daemon.disturb({ path: '/events', pieceBytes: 1 })
      const events = await engine.subscribe({ labels: {}, types: ['volume'] }, signal)
      await fake.volumes.create({ name: 'a', labels: {} }, signal)
      expect((await take(events, 1)).map(({ id }) => id)).toEqual(['a'])
      await events[Symbol.asyncDispose]()
    })
  })
})

async function take(events: AsyncIterable<EngineEvent>, count: number): Promise<readonly EngineEvent[]> {
  const seen: EngineEvent[] = []
  for await (const event of events) {
    seen.push(event)
    if (seen.length === count) break
  }
  return seen
}
