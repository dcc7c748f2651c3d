import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContainerBody } from '../../src/engine/container-body.ts'
import type { Engine, EngineEvent, LogOptions } from '../../src/engine/engine.ts'
import { EngineError } from '../../src/engine/errors.ts'
import type { EngineErrorKind } from '../../src/engine/errors.ts'

/** What a test wants its container to do. By default it runs until it is stopped. */
export interface Program {
  readonly prints?: readonly string[]
  /** What it prints after them, without a newline. */
  readonly leaves?: string
  readonly exits?: number
  readonly health?: 'healthy' | 'unhealthy'
  /** It has a terminal. */
  readonly tty?: true
}

/** An engine under test, empty as far as the prefix goes. */
export interface Subject extends AsyncDisposable {
  readonly engine: Engine
  /** A container that runs the program. Names in it start with the prefix. */
  body(program: Program): ContainerBody
  /** An image that is there. */
  readonly image: string
  /** Unique in this run; every name a test makes starts with it, and what it names is removed afterwards. */
  readonly prefix: string
}

/** What every engine behind the port does, whether in memory, behind a wire or real. */
export function engineContract(name: string, open: () => Promise<Subject>): void {
  describe(`the engine contract: ${name}`, () => {
    const held: { subject: Subject; abort: AbortController }[] = []
    let subject: Subject
    let engine: Engine
    let signal: AbortSignal

    beforeEach(async () => {
      const abort = new AbortController()
      subject = await open()
      held.push({ subject, abort })
      engine = subject.engine
      signal = abort.signal
    })

    afterEach(async () => {
      for (const { subject: opened, abort } of held.splice(0)) {
        abort.abort()
        await clear(opened)
        await opened[Symbol.asyncDispose]()
      }
    })

    const label = () => ({ [`${subject.prefix}.test`]: 'yes' })
    const nameOf = (rest: string) => `${subject.prefix}-${rest}`
    const create = (rest: string, program: Program = {}, changes: Partial<ContainerBody> = {}) => {
      const body = subject.body(program)
      const labels = { ...body.Labels, ...label(), ...changes.Labels }
      return engine.containers.create(
        { name: nameOf(rest), body: { ...body, ...changes, Labels: labels } },
        signal,
      )
    }
    const run = async (rest: string, program: Program = {}, changes: Partial<ContainerBody> = {}) => {
      const id = await create(rest, program, changes)
      await engine.containers.start(id, signal)
      return id
    }
    const listed = async (id: string) =>
      (await engine.containers.list(label(), signal)).find((container) => container.id === id)
    const logs = async (id: string, options: Partial<LogOptions> = {}) => {
      const lines: { stream: string; text: string; timestamp?: string }[] = []
      const batches = engine.containers.logs(
        id,
        { follow: false, timestamps: false, tty: false, ...options },
        signal,
      )
      for await (const batch of batches) {
        for (const { stream, bytes, timestamp } of batch) {
          lines.push({
            stream,
            text: Buffer.from(bytes).toString(),
            ...(timestamp === undefined ? {} : { timestamp }),
          })
        }
      }
      return lines
    }
    const subscribe = () => engine.subscribe({ labels: label(), types: ['container'] }, signal)

    describe('containers', () => {
      it('tells what it leaves out of a container that is created', async () => {
        const remarks: string[] = []
        const body = {
          ...subject.body({}),
          Labels: label(),
          ExposedPorts: { '80/tcp': {} },
          HostConfig: {
            NetworkMode: 'host',
            PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '18099' }] },
          },
        }
        const onWarning = (text: string) => remarks.push(text)
        await engine.containers.create({ name: nameOf('a'), body, onWarning }, signal)
        const { product } = await engine.version(signal)
        // Podman says nothing of it.
        const told =
          product === 'podman' ? [] : ['Published ports are discarded when using host network mode']
        expect(remarks).toEqual(told)
      })

      it('lists what was created, by its labels', async () => {
        const id = await create('a', {}, { Labels: { colour: 'red' } })
        await create('b', {}, { Labels: { colour: 'blue' } })
        const found = await engine.containers.list({ ...label(), colour: 'red' }, signal)
        expect(found).toMatchObject([
          { id, name: nameOf('a'), state: 'created', health: 'none', labels: { colour: 'red' } },
        ])
        expect(await engine.containers.list({ ...label(), colour: undefined }, signal)).toHaveLength(2)
      })

      it('finds the users of a network and of a volume, whoever made them', async () => {
        const network = await engine.networks.create({ name: nameOf('net'), labels: label() }, signal)
        await engine.volumes.create({ name: nameOf('vol'), labels: label() }, signal)
        const Mounts = [{ Type: 'volume', Source: nameOf('vol'), Target: '/vol' }]
        const onNetwork = await run('a', {}, { HostConfig: { NetworkMode: nameOf('net') } })
        const withVolume = await create('b', {}, { HostConfig: { Mounts } })
        const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id)
        expect(ids(await engine.containers.usersOf({ network }, signal))).toEqual([onNetwork])
        expect(ids(await engine.containers.usersOf({ volume: nameOf('vol') }, signal))).toEqual([withVolume])
      })

      it('refuses a name that is taken', async () => {
        await create('a')
        await expect(create('a')).rejects.toMatchObject(problem('conflict'))
      })

      it('refuses an image that is not there', async () => {
        await expect(create('a', {}, { Image: `${subject.prefix}/nothing:1` })).rejects.toMatchObject(
          problem('not-found'),
        )
      })

      it('tells that a container is not there', async () => {
        await expect(engine.containers.inspect(nameOf('nobody'), signal)).rejects.toMatchObject(
          problem('not-found'),
        )
        await expect(engine.containers.start(nameOf('nobody'), signal)).rejects.toMatchObject(
          problem('not-found'),
        )
        await expect(engine.containers.wait(nameOf('nobody'), signal)).rejects.toMatchObject(
          problem('not-found'),
        )
        await expect(logs(nameOf('nobody'))).rejects.toMatchObject(problem('not-found'))
      })

      it('starts, stops and removes, each twice without complaint', async () => {
        const id = await create('a')
        await engine.containers.start(id, signal)
        await engine.containers.start(id, signal)
        expect(await listed(id)).toMatchObject({ state: 'running', status: expect.stringMatching(/^Up /) })
        await engine.containers.stop(id, 1, signal)
        await engine.containers.stop(id, 1, signal)
        expect(await listed(id)).toMatchObject({
          state: 'exited',
          status: expect.stringMatching(/^Exited \(\d+\) /),
        })
        const options = { force: false, anonymousVolumes: true }
        await engine.containers.remove(id, options, signal)
        await engine.containers.remove(id, options, signal)
        expect(await listed(id)).toBeUndefined()
      })

      it('removes a running container only by force', async () => {
        const id = await run('a')
        const remove = (force: boolean) =>
          engine.containers.remove(id, { force, anonymousVolumes: true }, signal)
        await expect(remove(false)).rejects.toMatchObject(problem('conflict'))
        await remove(true)
        expect(await listed(id)).toBeUndefined()
      })

      it('kills, and does not mind when there is nothing to kill', async () => {
        const id = await run('a')
        await engine.containers.kill(id, 'SIGKILL', signal)
        expect(await engine.containers.wait(id, signal)).toBe(137)
        await engine.containers.kill(id, 'SIGKILL', signal)
      })

      it('tells the code a program ended with', async () => {
        const id = await run('a', { exits: 3 })
        expect(await engine.containers.wait(id, signal)).toBe(3)
        const details = await engine.containers.inspect(id, signal)
        expect(details).toMatchObject({
          exitCode: 3,
          state: 'exited',
          name: nameOf('a'),
          restartPolicy: 'no',
        })
        expect([details.startedAt, details.finishedAt]).toEqual([
          expect.stringMatching(/^\d{4}-/),
          expect.stringMatching(/^\d{4}-/),
        ])
        // Docker's list is behind until the end is on record, for which an inspection waits.
        expect(await listed(id)).toMatchObject({ state: 'exited', exitCode: 3 })
      })

      it('does not say when a container started that never did', async () => {
        const details = await engine.containers.inspect(await create('a'), signal)
        expect(details).toMatchObject({
          state: 'created',
          hasHealthcheck: false,
          tty: false,
          restartCount: 0,
        })
        expect([details.startedAt, details.finishedAt]).toEqual([undefined, undefined])
      })

      it('knows what a container was made with', async () => {
        const body = subject.body({})
        const changes = {
          Env: ['COLOUR=red=1'],
          HostConfig: {
            ...body.HostConfig,
            PortBindings: { '80/udp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
          },
        }
        const setup = await engine.containers.setup(await create('a', {}, changes), signal)
        expect(setup.environment).toContain('COLOUR=red=1')
        expect(setup.ports.map(({ published: _chosen, ...port }) => port)).toEqual([
          { hostIp: '127.0.0.1', target: 80, protocol: 'udp' },
        ])
      })

      it('waits for a container that runs', async () => {
        const id = await run('a')
        const exitCode = engine.containers.wait(id, signal)
        await engine.containers.kill(id, 'SIGKILL', signal)
        expect(await exitCode).toBe(137)
      })

      it('pauses and goes on', async () => {
        const id = await run('a')
        await engine.containers.pause(id, signal)
        expect(await listed(id)).toMatchObject({ state: 'paused' })
        await engine.containers.unpause(id, signal)
        expect(await listed(id)).toMatchObject({ state: 'running' })
      })

      it('cannot pause what does not run', async () => {
        await expect(engine.containers.pause(await create('a'), signal)).rejects.toMatchObject(
          problem('conflict'),
        )
      })

      it('renames, unless the name is taken', async () => {
        const id = await create('a')
        await engine.containers.rename(id, nameOf('b'), signal)
        expect(await listed(id)).toMatchObject({ name: nameOf('b') })
        await create('a')
        await expect(engine.containers.rename(id, nameOf('a'), signal)).rejects.toMatchObject(
          problem('conflict'),
        )
      })

      it('restarts', async () => {
        const id = await run('a')
        const before = await engine.containers.inspect(id, signal)
        await engine.containers.restart(id, 1, signal)
        const after = await engine.containers.inspect(id, signal)
        expect(after).toMatchObject({ id, state: 'running' })
        expect(Date.parse(after.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before.startedAt ?? ''))
      })

      it('reports health in the listing, the details and the events', async () => {
        await using events = await subscribe()
        const [good, bad] = [
          await run('good', { health: 'healthy' }),
          await run('bad', { health: 'unhealthy' }),
        ]
        const seen = await until(
          events,
          ({ action, id }) => action === 'health_status' && (id === good || id === bad),
          2,
        )
        expect(Object.fromEntries(seen.map(({ id, health }) => [id, health]))).toEqual({
          [good]: 'healthy',
          [bad]: 'unhealthy',
        })
        expect([await listed(good), await listed(bad)]).toMatchObject([
          { health: 'healthy', status: expect.stringMatching(/ \(healthy\)$/) },
          { health: 'unhealthy', status: expect.stringMatching(/ \(unhealthy\)$/) },
        ])
        const details = await engine.containers.inspect(bad, signal)
        expect(details).toMatchObject({ health: 'unhealthy', hasHealthcheck: true })
        expect(details.healthLog.at(-1)).toMatchObject({
          exitCode: 1,
          output: expect.stringContaining('it is unhealthy'),
        })
      })
    })

    describe('logs', () => {
      it('are what the program printed, in order', async () => {
        const id = await run('a', { prints: ['one', 'two', 'three'], exits: 0 })
        await engine.containers.wait(id, signal)
        expect(await logs(id)).toEqual(['one', 'two', 'three'].map((text) => ({ stream: 'stdout', text })))
        expect((await logs(id, { tail: 2 })).map(({ text }) => text)).toEqual(['two', 'three'])
        expect(await logs(id, { tail: 0 })).toEqual([])
      })

      it('have timestamps where asked for, and can be read from one on', async () => {
        const id = await run('a', { prints: ['one', 'two'], exits: 0 })
        await engine.containers.wait(id, signal)
        const lines = await logs(id, { timestamps: true })
        expect(lines.map(({ text }) => text)).toEqual(['one', 'two'])
        expect(lines.map(({ timestamp }) => timestamp)).toEqual([nanoTimestamp, nanoTimestamp])
        const second = lines[1]?.timestamp
        expect(
          (await logs(id, second === undefined ? {} : { since: second })).map(({ text }) => text),
        ).toContain('two')
        expect(
          (await logs(id, second === undefined ? {} : { until: second })).map(({ text }) => text),
        ).toEqual(['one', 'two'])
        expect(await logs(id, { since: '2100-01-01T00:00:00Z' })).toEqual([])
      })

      it('keep lines whole that the engine stores in parts', async () => {
        const prints = ['a'.repeat(40_000), 'b'.repeat(20_000), 'c']
        const id = await run('a', { prints, exits: 0 })
        await engine.containers.wait(id, signal)
        const summary = (lines: readonly { text: string }[]) =>
          lines.map(({ text }) => `${text.length} ${text.slice(0, 1)}`)
        const expected = ['40000 a', '20000 b', '1 c']
        expect(summary(await logs(id))).toEqual(expected)
        expect(summary(await logs(id, { timestamps: true }))).toEqual(expected)
      })

      it('begin a new line with each run, however the one before ended', async () => {
        const id = await run('a', { prints: ['one'], leaves: 'x'.repeat(20_000), exits: 0 })
        await engine.containers.wait(id, signal)
        await engine.containers.start(id, signal)
        await engine.containers.wait(id, signal)
        const { product } = await engine.version(signal)
        // Podman does not tell what ended with a run from what was written in parts.
        const lengths = product === 'podman' ? [3, 20_003, 20_000] : [3, 20_000, 3, 20_000]
        expect((await logs(id)).map(({ text }) => text.length)).toEqual(lengths)
        expect((await logs(id, { timestamps: true })).map(({ text }) => text.length)).toEqual(lengths)
      })

      it('of a terminal are one stream without frames', async () => {
        const id = await run('a', { prints: ['one', 'two'], exits: 0, tty: true })
        await engine.containers.wait(id, signal)
        // A terminal ends a line with a carriage return too, which is kept.
        const texts = (lines: readonly { stream: string; text: string }[]) =>
          lines.map(({ stream, text }) => `${stream} ${text.replace(/\r$/, '')}`)
        expect(texts(await logs(id, { tty: true }))).toEqual(['stdout one', 'stdout two'])
        expect(texts(await logs(id, { tty: true, timestamps: true }))).toEqual(['stdout one', 'stdout two'])
      })

      it('can be followed until the program ends', async () => {
        const id = await run('a', { prints: ['one'] })
        const options = { follow: true, timestamps: false, tty: false }
        const texts: string[] = []
        for await (const batch of engine.containers.logs(id, options, signal)) {
          texts.push(...batch.map(({ bytes }) => Buffer.from(bytes).toString()))
          await engine.containers.kill(id, 'SIGKILL', signal)
        }
        expect(texts).toEqual(['one'])
      })

      it('end with the reason of the signal', async () => {
        const id = await run('a', { prints: ['one'] })
        const abort = new AbortController()
        const options = { follow: true, timestamps: false, tty: false }
        const batches = engine.containers.logs(id, options, abort.signal)
        const lines = batches[Symbol.asyncIterator]()
        await lines.next()
        const next = lines.next()
        abort.abort(new Error('enough'))
        await expect(next).rejects.toThrow('enough')
      })
    })

    describe('events', () => {
      it('tell a life in order', async () => {
        await using events = await subscribe()
        const id = await run('a', { exits: 4 })
        await engine.containers.wait(id, signal)
        await engine.containers.remove(id, { force: false, anonymousVolumes: true }, signal)
        const seen = await until(events, ({ action }) => action === 'destroy', 1)
        const life = seen.filter(({ action }) => ['create', 'start', 'die', 'destroy'].includes(action))
        expect(life.map(({ action, type }) => `${type} ${action}`)).toEqual(
          ['create', 'start', 'die', 'destroy'].map((action) => `container ${action}`),
        )
        expect(life.every((event) => event.id === id && event.attributes.name === nameOf('a'))).toBe(true)
        expect(life.find(({ action }) => action === 'die')?.attributes.exitCode).toBe('4')
        expect(life.map(({ timeNano }) => timeNano)).toEqual(life.map(({ timeNano }) => timeNano).toSorted())
      })

      it('are only those asked for', async () => {
        await using events = await engine.subscribe(
          { labels: { ...label(), colour: 'red' }, actions: ['start', 'die'] },
          signal,
        )
        await run('blue', { exits: 0 }, { Labels: { colour: 'blue' } })
        const red = await run('red', { exits: 0 }, { Labels: { colour: 'red' } })
        const seen = await until(events, ({ action }) => action === 'die', 1)
        expect(seen.map(({ action, id }) => [action, id])).toEqual([
          ['start', red],
          ['die', red],
        ])
      })

      it('can be read from a moment in the past', async () => {
        await using before = await subscribe()
        await create('a')
        const [created] = await until(before, ({ action }) => action === 'create', 1)
        const since = unixSeconds(created?.timeNano ?? '0')
        await using events = await engine.subscribe({ labels: label(), since }, signal)
        const [again] = await until(events, ({ action }) => action === 'create', 1)
        expect(again).toEqual(created)
      })

      it('can be read up to a moment', async () => {
        await using before = await subscribe()
        await create('a')
        const [created] = await until(before, ({ action }) => action === 'create', 1)
        // Up to a moment that is over, Podman leaves out what has just been.
        const end = { until: unixSeconds(String(BigInt(created?.timeNano ?? '0') + 2_000_000_000n)) }
        await using events = await engine.subscribe({ labels: label(), ...end }, signal)
        const [again] = await until(events, ({ action }) => action === 'create', 1)
        expect(again).toEqual(created)
      })

      it('end when the subscription is disposed of', async () => {
        const events = await subscribe()
        const next = events[Symbol.asyncIterator]().next()
        await events[Symbol.asyncDispose]()
        expect(await next).toMatchObject({ done: true })
      })

      it('end with the reason of the signal', async () => {
        const abort = new AbortController()
        await using events = await engine.subscribe({ labels: label() }, abort.signal)
        const next = events[Symbol.asyncIterator]().next()
        abort.abort(new Error('enough'))
        await expect(next).rejects.toThrow('enough')
      })
    })

    describe('networks', () => {
      it('are found by name, id and label, and not by half an id', async () => {
        const id = await engine.networks.create({ name: nameOf('net'), labels: label() }, signal)
        const network = { id, name: nameOf('net'), driver: 'bridge' }
        expect(await engine.networks.find(nameOf('net'), signal)).toMatchObject(network)
        expect(await engine.networks.find(id, signal)).toMatchObject(network)
        expect(await engine.networks.find(id.slice(0, 12), signal)).toBeUndefined()
        expect(await engine.networks.list(label(), signal)).toMatchObject([network])
      })

      it('have names of their own', async () => {
        const spec = { name: nameOf('net'), labels: label() }
        await engine.networks.create(spec, signal)
        await expect(engine.networks.create(spec, signal)).rejects.toMatchObject(problem('conflict'))
      })

      it('are removed, twice without complaint, but not while a container runs in them', async () => {
        const network = await engine.networks.create({ name: nameOf('net'), labels: label() }, signal)
        const id = await run('a', {}, inNetworks(nameOf('net')))
        await expect(engine.networks.remove(network, signal)).rejects.toMatchObject(problem('conflict'))
        await engine.containers.remove(id, { force: true, anonymousVolumes: true }, signal)
        await engine.networks.remove(network, signal)
        await engine.networks.remove(network, signal)
        expect(await engine.networks.list(label(), signal)).toEqual([])
      })

      it('connect and disconnect containers', async () => {
        const network = await engine.networks.create({ name: nameOf('net'), labels: label() }, signal)
        const id = await run('a')
        await engine.networks.connect(network, id, { Aliases: ['other'] }, signal)
        expect((await listed(id))?.networks).toContainEqual({
          name: nameOf('net'),
          networkId: network,
          ipAddress: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
        })
        await engine.networks.disconnect(network, id, signal)
        expect((await listed(id))?.networks.map(({ name: connected }) => connected)).not.toContain(
          nameOf('net'),
        )
      })

      it('take a container into several at once', async () => {
        await engine.networks.create({ name: nameOf('one'), labels: label() }, signal)
        await engine.networks.create({ name: nameOf('two'), labels: label() }, signal)
        const id = await run('a', {}, inNetworks(nameOf('one'), nameOf('two')))
        const names = (await listed(id))?.networks.map(({ name: connected }) => connected)
        expect(names?.toSorted()).toEqual([nameOf('one'), nameOf('two')])
      })
    })

    describe('volumes', () => {
      it('are found by name and label', async () => {
        await engine.volumes.create({ name: nameOf('vol'), labels: label() }, signal)
        await engine.volumes.create({ name: nameOf('vol'), labels: label() }, signal)
        expect(await engine.volumes.find(nameOf('vol'), signal)).toMatchObject({
          name: nameOf('vol'),
          driver: 'local',
          labels: label(),
        })
        expect(await engine.volumes.list(label(), signal)).toHaveLength(1)
        expect(await engine.volumes.find(nameOf('none'), signal)).toBeUndefined()
      })

      it('are removed, twice without complaint, but not while a container has them', async () => {
        await engine.volumes.create({ name: nameOf('vol'), labels: label() }, signal)
        const body = subject.body({})
        const Mounts = [{ Type: 'volume', Source: nameOf('vol'), Target: '/vol' }]
        const id = await create('a', {}, { HostConfig: { ...body.HostConfig, Mounts } })
        expect((await listed(id))?.mounts).toMatchObject([
          { type: 'volume', name: nameOf('vol'), destination: '/vol', readOnly: false },
        ])
        await expect(engine.volumes.remove(nameOf('vol'), signal)).rejects.toMatchObject(problem('conflict'))
        await engine.containers.remove(id, { force: true, anonymousVolumes: true }, signal)
        await engine.volumes.remove(nameOf('vol'), signal)
        await engine.volumes.remove(nameOf('vol'), signal)
        expect(await engine.volumes.list(label(), signal)).toEqual([])
      })

      it('without a name go with their container, where asked for', async () => {
        const volumeOf = async (id: string) => (await listed(id))?.mounts[0]?.name ?? ''
        const [gone, kept] = [
          await create('a', {}, { Volumes: { '/vol': {} } }),
          await create('b', {}, { Volumes: { '/vol': {} } }),
        ]
        const [first, second] = [await volumeOf(gone), await volumeOf(kept)]
        await engine.containers.remove(gone, { force: true, anonymousVolumes: true }, signal)
        await engine.containers.remove(kept, { force: true, anonymousVolumes: false }, signal)
        expect(await engine.volumes.find(first, signal)).toBeUndefined()
        expect(await engine.volumes.find(second, signal)).toMatchObject({ name: second })
        await engine.volumes.remove(second, signal)
      })
    })

    describe('usage', () => {
      it('tells the processes of a container that runs, and no others', async () => {
        const id = await run('a')
        const { titles, rows } = await engine.containers.processes(id, signal)
        expect(titles).toContain('PID')
        expect(rows.length).toBeGreaterThan(0)
        expect(rows.every((row) => row.length === titles.length)).toBe(true)
        await engine.containers.stop(id, 0, signal)
        await expect(engine.containers.processes(id, signal)).rejects.toMatchObject(problem('conflict'))
      })

      it('is told once, or from then on', async () => {
        const id = await run('a')
        const once = []
        for await (const usage of engine.containers.usage(id, { follow: false }, signal)) once.push(usage)
        expect(once).toMatchObject([{ processes: expect.any(Number), memoryBytes: expect.any(Number) }])
        for await (const usage of engine.containers.usage(id, { follow: true }, signal)) {
          expect(usage.memoryBytes).toBeGreaterThan(0)
          break
        }
      })

      it('is zero for a container that does not run', async () => {
        const id = await create('a')
        for await (const usage of engine.containers.usage(id, { follow: false }, signal)) {
          expect(usage).toMatchObject({ cpuPercent: 0, memoryBytes: 0, processes: 0 })
        }
        const unknown = engine.containers.usage(nameOf('nobody'), { follow: false }, signal)
        const iterator = unknown[Symbol.asyncIterator]()
        await expect(iterator.next()).rejects.toMatchObject(problem('not-found'))
      })
    })

    describe('images', () => {
      it('have a size', async () => {
        expect((await engine.images.find(subject.image, signal))?.sizeBytes).toBeGreaterThan(0)
      })

      it('are listed by label, and nobody minds that one is gone', async () => {
        expect(await engine.images.listTags({ [`${subject.prefix}.none`]: undefined }, signal)).toEqual([])
        await engine.images.remove(`${subject.prefix}/nothing:1`, signal)
      })

      it('are found by reference and id', async () => {
        const image = await engine.images.find(subject.image, signal)
        expect(image).toMatchObject({ id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), os: 'linux' })
        expect(await engine.images.find(image?.id ?? '', signal)).toEqual(image)
        expect(await engine.images.find(`${subject.prefix}/nothing:1`, signal)).toBeUndefined()
      })

      it('refuses to push what is not there', async () => {
        const nothing = engine.images.push(`localhost:1/${subject.prefix}/nothing:1`, {}, signal)
        const pushed = async (): Promise<void> => {
          for await (const _ of nothing) continue
        }
        await expect(pushed()).rejects.toBeInstanceOf(EngineError)
      })

      it('have no digest in a registry that does not have them', async () => {
        const nowhere = engine.images.registryDigest(`localhost:1/${subject.prefix}/nothing:1`, {}, signal)
        await expect(nowhere).rejects.toBeInstanceOf(EngineError)
      })

      it('are what a container knows its own by', async () => {
        const id = await create('a')
        const image = await engine.images.find(subject.image, signal)
        expect((await listed(id))?.imageId).toBe(image?.id)
        expect((await engine.containers.inspect(id, signal)).imageId).toBe(image?.id)
      })
    })

    it('says what it is', async () => {
      expect(await engine.version(signal)).toMatchObject({
        version: expect.stringMatching(/^\d+\./),
        apiVersion: expect.stringMatching(/^1\.\d+$/),
      })
    })

    it('knows the version of the API without asking for its own', async () => {
      const { apiVersion } = await engine.version(signal)
      expect(await engine.apiVersion(signal)).toBe(apiVersion)
    })

    it('does nothing for a signal that was aborted before', async () => {
      const aborted = AbortSignal.abort(new Error('too late'))
      await expect(engine.containers.list({}, aborted)).rejects.toThrow('too late')
      await expect(engine.subscribe({ labels: {} }, aborted)).rejects.toThrow('too late')
      await expect(engine.containers.wait(nameOf('a'), aborted)).rejects.toThrow('too late')
    })

    it('answers many questions at once', async () => {
      const id = await create('a')
      const all = await Promise.all(Array.from({ length: 40 }, () => engine.containers.inspect(id, signal)))
      expect(all.every((details) => details.id === id)).toBe(true)
    })
  })
}

const nanoTimestamp: unknown = expect.stringMatching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}(Z|[+-]\d\d:\d\d)$/,
)

/** For `toMatchObject`: an `EngineError` of this kind with something to say. */
function problem(kind: EngineErrorKind): Pick<EngineError, 'name' | 'kind'> {
  return { name: 'EngineError', kind }
}

function inNetworks(...names: readonly string[]): Pick<ContainerBody, 'HostConfig' | 'NetworkingConfig'> {
  return {
    HostConfig: { NetworkMode: names[0] ?? 'none' },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(names.map((network) => [network, {}])) },
  }
}

/** Events up to and with the `times`-th that fits. */
async function until(
  events: AsyncIterable<EngineEvent>,
  fits: (event: EngineEvent) => boolean,
  times: number,
): Promise<readonly EngineEvent[]> {
  const seen: EngineEvent[] = []
  const fitting = new Set<string>()
  for await (const event of events) {
    seen.push(event)
    if (fits(event)) fitting.add(event.id)
    if (fitting.size === times) return seen.filter((other) => times === 1 || fits(other))
  }
  throw new Error(`the events ended after ${seen.length}`)
}

function unixSeconds(timeNano: string): string {
  return `${timeNano.slice(0, -9)}.${timeNano.slice(-9)}`
}

async function clear({ engine, prefix }: Subject): Promise<void> {
  const signal = AbortSignal.timeout(30_000)
  const labels = { [`${prefix}.test`]: undefined }
  for (const { id } of await engine.containers.list(labels, signal)) {
    await engine.containers.remove(id, { force: true, anonymousVolumes: true }, signal)
  }
  for (const { id } of await engine.networks.list(labels, signal)) await engine.networks.remove(id, signal)
  for (const { name } of await engine.volumes.list(labels, signal)) await engine.volumes.remove(name, signal)
}
