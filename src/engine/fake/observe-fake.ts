import type {
  ContainerDetails,
  ContainerSetup,
  ObservedContainer,
  ObservedEndpoint,
  ObservedPort,
} from '../observed.ts'
import type { FakeContainer, FakeWorld } from './fake-world.ts'
import { hasHealthcheck, isRunning } from './life-cycle.ts'

/** A container as a listing of the engine shows it. */
export function listed(world: FakeWorld, container: FakeContainer): ObservedContainer {
  const { body, state } = container
  const ended = state === 'exited' || state === 'restarting'
  return {
    id: container.id,
    name: container.name,
    names: [container.name],
    image: body.Image,
    imageId: container.image.id,
    command: [...(body.Entrypoint ?? []), ...(body.Cmd ?? [])].join(' '),
    createdAtSeconds: Math.floor(container.createdAtMs / 1000),
    state,
    health: state === 'running' ? container.health : 'none',
    status: statusText(world, container),
    ...(ended ? { exitCode: container.exitCode } : {}),
    labels: body.Labels ?? {},
    ports: isRunning(container) ? portsOf(container) : [],
    mounts: container.mounts,
    networks: endpointsOf(world, container),
    networkMode: body.HostConfig.NetworkMode ?? 'bridge',
  }
}

export function inspected(world: FakeWorld, container: FakeContainer): ContainerDetails {
  const { body, startedAtMs, finishedAtMs } = container
  return {
    id: container.id,
    name: container.name,
    imageId: container.image.id,
    state: container.state,
    health: container.health,
    exitCode: container.exitCode,
    error: container.error,
    oomKilled: false,
    ...(startedAtMs === undefined ? {} : { startedAt: moment(startedAtMs) }),
    ...(finishedAtMs === undefined ? {} : { finishedAt: moment(finishedAtMs) }),
    healthLog: [...container.healthLog],
    hasHealthcheck: hasHealthcheck(container),
    tty: body.Tty === true,
    restartCount: container.restartCount,
    restartPolicy: body.HostConfig.RestartPolicy?.Name ?? 'no',
    logDriver: 'json-file',
    labels: body.Labels ?? {},
    mounts: container.mounts,
    networks: endpointsOf(world, container),
    ...(body.StopTimeout === undefined ? {} : { stopTimeoutSeconds: body.StopTimeout }),
  }
}

function endpointsOf(world: FakeWorld, container: FakeContainer): readonly ObservedEndpoint[] {
  return [...container.endpoints].map(([name, { ipAddress }]) => {
    const network =
      world.networks.get(name) ?? [...world.networks.values()].find((other) => other.name === name)
    const base = { name, networkId: network?.id ?? '' }
    return isRunning(container) ? { ...base, ipAddress } : base
  })
}

/** What the container was made with. */
export function setupOf({ body }: FakeContainer): ContainerSetup {
  const bindings = Object.entries(body.HostConfig.PortBindings ?? {})
  return {
    environment: body.Env ?? [],
    ...(body.Healthcheck === undefined ? {} : { healthcheck: body.Healthcheck }),
    ports: bindings.flatMap(([port, all]) => {
      const [target, protocol = 'tcp'] = port.split('/')
      return all.map(({ HostIp, HostPort }) => ({
        target: Number(target),
        protocol,
        ...(HostIp === '' ? {} : { hostIp: HostIp }),
        ...(HostPort === '' ? {} : { published: Number(HostPort) }),
      }))
    }),
    aliases: Object.fromEntries(
      Object.entries(body.NetworkingConfig?.EndpointsConfig ?? {}).map(([name, { Aliases = [] }]) => [
        name,
        Aliases,
      ]),
    ),
  }
}

function portsOf(container: FakeContainer): readonly ObservedPort[] {
  const bindings = container.body.HostConfig.PortBindings ?? {}
  const exposed = [...Object.keys(container.body.ExposedPorts ?? {}), ...Object.keys(bindings)]
  return [...new Set(exposed)].map((port) => {
    const [target, protocol = 'tcp'] = port.split('/')
    const published = container.hostPorts.get(port)
    const hostIp = bindings[port]?.[0]?.HostIp ?? ''
    const base = { target: Number(target), protocol }
    return published === undefined ? base : { ...base, published, hostIp: hostIp === '' ? '0.0.0.0' : hostIp }
  })
}

function statusText(world: FakeWorld, container: FakeContainer): string {
  const since = (ms: number | undefined) => roughly(world.clock.now() - (ms ?? 0))
  switch (container.state) {
    case 'running':
      return `Up ${since(container.startedAtMs)}${healthText(container)}`
    case 'paused':
      return `Up ${since(container.startedAtMs)} (Paused)`
    case 'exited':
      return `Exited (${container.exitCode}) ${since(container.finishedAtMs)} ago`
    case 'restarting':
      return `Restarting (${container.exitCode}) ${since(container.finishedAtMs)} ago`
    case 'created':
    case 'removing':
    case 'dead':
      return container.state[0]?.toUpperCase() + container.state.slice(1)
  }
}

function healthText(container: FakeContainer): string {
  if (container.health === 'none') return ''
  return container.health === 'starting' ? ' (health: starting)' : ` (${container.health})`
}

function roughly(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(seconds / 60)
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  const hours = Math.floor(minutes / 60)
  return hours === 1 ? 'About an hour' : `${hours} hours`
}

function moment(ms: number): string {
  return new Date(ms).toISOString()
}
