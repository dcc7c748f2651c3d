import type { ContainerBody } from '../container-body.ts'
import type { ContainerGateway, CreateRequest } from '../engine.ts'
import type { ObservedContainer, ObservedImage, ObservedMount } from '../observed.ts'
import { EngineError } from '../errors.ts'
import { emitContainer } from './fake-events.ts'
import { readLogs } from './fake-logs.ts'
import { processesIn, readUsage } from './fake-usage.ts'
import { makeVolume } from './fake-volumes.ts'
import { answer, containerOf, count, imageOf, makeId, matchesLabels, orAborted } from './fake-world.ts'
import type { FakeContainer, FakeEndpoint, FakeWorld } from './fake-world.ts'
import {
  emitNetwork,
  endContainer,
  isRunning,
  removeContainer,
  startContainer,
  stopContainer,
} from './life-cycle.ts'
import { inspected, listed, setupOf } from './observe-fake.ts'

const usualGraceSeconds = 10

export function fakeContainers(world: FakeWorld): ContainerGateway {
  const change =
    (method: 'start' | 'pause' | 'unpause', work: (container: FakeContainer) => void) =>
    (subject: string, signal: AbortSignal) =>
      answer(world, { method: `containers.${method}`, subject, signal }, () =>
        work(containerOf(world, subject)),
      )
  return {
    list: (labels, signal) =>
      answer(world, { method: 'containers.list', subject: '', signal }, () =>
        [...world.containers.values()]
          .filter(({ body }) => matchesLabels(body.Labels ?? {}, labels))
          .toReversed()
          .map((container) => listed(world, container)),
      ),
    create: (options, signal) =>
      answer(world, { method: 'containers.create', subject: options.name, signal }, () =>
        create(world, options),
      ),
    start: change('start', (container) => {
      if (container.state === 'paused') {
        throw new EngineError('conflict', 'cannot start a paused container, try unpause instead', {
          status: 409,
        })
      }
      if (!isRunning(container)) startContainer(world, container)
    }),
    stop: (subject, graceSeconds, signal) =>
      answer(world, { method: 'containers.stop', subject, signal }, () =>
        stop(world, containerOf(world, subject), graceSeconds),
      ),
    kill: (subject, killSignal, signal) =>
      answer(world, { method: 'containers.kill', subject, signal }, () =>
        kill(world, containerOf(world, subject), killSignal),
      ),
    restart: (subject, graceSeconds, signal) =>
      answer(world, { method: 'containers.restart', subject, signal }, async () => {
        const container = containerOf(world, subject)
        await stop(world, container, graceSeconds)
        startContainer(world, container)
        emitContainer(world, container, { action: 'restart' })
      }),
    pause: change('pause', (container) => setPaused(world, container, true)),
    unpause: change('unpause', (container) => setPaused(world, container, false)),
    rename: (subject, name, signal) =>
      answer(world, { method: 'containers.rename', subject, signal }, () =>
        rename(world, containerOf(world, subject), name),
      ),
    remove: (subject, options, signal) =>
      answer(world, { method: 'containers.remove', subject, signal }, () => remove(world, subject, options)),
    wait: (subject, signal) =>
      answer(world, { method: 'containers.wait', subject, signal }, () =>
        orAborted(untilEnded(containerOf(world, subject)), signal),
      ),
    ...observing(world),
    logs: (subject, options, signal) => readLogs(world, { subject, ...options }, signal),
  }
}

function isUser(
  { networks, mounts }: ObservedContainer,
  resource: Parameters<ContainerGateway['usersOf']>[0],
): boolean {
  return 'network' in resource
    ? networks.some(({ networkId }) => networkId === resource.network)
    : mounts.some(({ name }) => name === resource.volume)
}

function observing(
  world: FakeWorld,
): Pick<ContainerGateway, 'inspect' | 'setup' | 'usersOf' | 'processes' | 'usage'> {
  return {
    setup: (subject, signal) =>
      answer(world, { method: 'containers.setup', subject, signal }, () =>
        setupOf(containerOf(world, subject)),
      ),
    inspect: (subject, signal) =>
      answer(world, { method: 'containers.inspect', subject, signal }, () =>
        inspected(world, containerOf(world, subject)),
      ),
    usersOf: (resource, signal) =>
      answer(world, { method: 'containers.usersOf', subject: '', signal }, () =>
        [...world.containers.values()]
          .map((container) => listed(world, container))
          .filter((container) => isUser(container, resource)),
      ),
    processes: (subject, signal) =>
      answer(world, { method: 'containers.processes', subject, signal }, () =>
        processesIn(containerOf(world, subject)),
      ),
    usage: (subject, options, signal) => readUsage(world, { subject, ...options }, signal),
  }
}

function create(world: FakeWorld, { name, body, onWarning }: CreateRequest): string {
  const image = imageOf(world, body.Image)
  if (image === undefined) throw new EngineError('not-found', `No such image: ${body.Image}`, { status: 404 })
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    const rule = 'only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'
    throw new EngineError('invalid', `Invalid container name (${name}), ${rule}`, { status: 400 })
  }
  refuseName(world, name)
  const container: FakeContainer = {
    id: makeId(world),
    name,
    body,
    image,
    createdAtMs: world.clock.now(),
    state: 'created',
    health: 'none',
    healthLog: [],
    exitCode: 0,
    error: '',
    startedAtMs: undefined,
    finishedAtMs: undefined,
    restartCount: 0,
    stopped: false,
    endpoints: endpointsFor(world, body),
    mounts: mountsFor(world, body, image),
    hostPorts: new Map(),
    logs: [],
    files: new Map(),
    input: [],
    watchers: new Set(),
  }
  world.containers.set(container.id, container)
  emitContainer(world, container, { action: 'create' })
  const isUnpublished =
    body.HostConfig.NetworkMode === 'host' && Object.keys(body.HostConfig.PortBindings ?? {}).length > 0
  if (isUnpublished) onWarning?.('Published ports are discarded when using host network mode')
  return container.id
}

function refuseName(world: FakeWorld, name: string): void {
  const other = [...world.containers.values()].find((container) => container.name === name)
  if (other === undefined) return
  const cure = 'You have to remove (or rename) that container to be able to reuse that name.'
  const message = `Conflict. The container name "/${name}" is already in use by container "${other.id}". ${cure}`
  throw new EngineError('conflict', message, { status: 409 })
}

function endpointsFor(world: FakeWorld, body: ContainerBody): Map<string, FakeEndpoint> {
  const given = Object.entries(body.NetworkingConfig?.EndpointsConfig ?? {})
  const mode = body.HostConfig.NetworkMode ?? 'bridge'
  const shares = mode.includes(':')
  const all = given.length > 0 || shares ? given : [[mode === 'default' ? 'bridge' : mode, {}] as const]
  return new Map(
    all.map(([network, endpoint]) => [
      network,
      { body: endpoint, ipAddress: `10.0.0.${count(world) % 250}` },
    ]),
  )
}

/** Volumes named for the first time, and anonymous ones, come into being with the container. */
function mountsFor(world: FakeWorld, body: ContainerBody, image: ObservedImage): readonly ObservedMount[] {
  const given = [
    ...(body.HostConfig.Binds ?? []).map(bindMount),
    ...(body.HostConfig.Mounts ?? []).map(longMount),
  ]
  const targets = new Set(given.map(({ destination }) => destination))
  const declared = [...Object.keys(body.Volumes ?? {}), ...image.volumes].filter(
    (target) => !targets.has(target),
  )
  const anonymous = [...new Set(declared)].map((destination) => ({
    type: 'volume',
    source: '',
    destination,
    readOnly: false,
  }))
  return [...given, ...anonymous].map((mount) => {
    if (mount.type !== 'volume') return mount
    const name = mount.source === '' ? makeId(world) : mount.source
    if (!world.volumes.has(name)) world.volumes.set(name, makeVolume(name))
    return { ...mount, name, source: `/var/lib/docker/volumes/${name}/_data` }
  })
}

function bindMount(bind: string): ObservedMount {
  const [source = '', destination = '', mode = ''] = bind.split(':')
  return {
    type: source.startsWith('/') ? 'bind' : 'volume',
    source,
    destination,
    readOnly: mode.split(',').includes('ro'),
  }
}

function longMount(mount: NonNullable<ContainerBody['HostConfig']['Mounts']>[number]): ObservedMount {
  return {
    type: mount.Type,
    source: mount.Source ?? '',
    destination: mount.Target,
    readOnly: mount.ReadOnly === true,
  }
}

async function stop(
  world: FakeWorld,
  container: FakeContainer,
  graceSeconds: number | undefined,
): Promise<void> {
  if (!isRunning(container) && container.state !== 'restarting') return
  await stopContainer(world, container, graceSeconds ?? container.body.StopTimeout ?? usualGraceSeconds)
}

const deadlySignals: Readonly<Record<string, number>> = {
  SIGKILL: 137,
  SIGTERM: 143,
  SIGINT: 130,
  SIGQUIT: 131,
  KILL: 137,
  9: 137,
}

function kill(world: FakeWorld, container: FakeContainer, killSignal: string): void {
  if (!isRunning(container)) return
  emitContainer(world, container, { action: 'kill', attributes: { signal: killSignal } })
  const exitCode = deadlySignals[killSignal]
  if (exitCode === undefined) return
  container.stopped = true
  endContainer(world, container, exitCode)
}

function setPaused(world: FakeWorld, container: FakeContainer, paused: boolean): void {
  const expected = paused ? 'running' : 'paused'
  if (container.state !== expected) {
    const message = paused
      ? `container ${container.id} is not running`
      : `Container ${container.id} is not paused`
    throw new EngineError('conflict', message, { status: 409 })
  }
  container.state = paused ? 'paused' : 'running'
  emitContainer(world, container, { action: paused ? 'pause' : 'unpause' })
}

function rename(world: FakeWorld, container: FakeContainer, name: string): void {
  refuseName(world, name)
  const oldName = `/${container.name}`
  container.name = name
  emitContainer(world, container, { action: 'rename', attributes: { oldName } })
}

function remove(
  world: FakeWorld,
  subject: string,
  options: { readonly force: boolean; readonly anonymousVolumes: boolean },
): void {
  const known = [...world.containers.values()].some(({ id, name }) => id === subject || name === subject)
  if (!known) return
  const container = containerOf(world, subject)
  if ((isRunning(container) || container.state === 'restarting') && !options.force) {
    const cure = 'stop the container before removing or force remove'
    const message = `cannot remove container "${container.name}": container is ${container.state}: ${cure}`
    throw new EngineError('conflict', message, { status: 409 })
  }
  removeContainer(world, container, options.anonymousVolumes)
  for (const network of world.networks.values()) {
    if (container.endpoints.has(network.name)) emitNetwork(world, network, 'disconnect')
  }
}

function untilEnded(container: FakeContainer): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      // A container that waits for its restart counts as running.
      if (isRunning(container) || container.state === 'restarting') return
      container.watchers.delete(look)
      resolve(container.exitCode)
    }
    container.watchers.add(look)
    look()
  })
}
