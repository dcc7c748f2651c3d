import { EngineError } from '../errors.ts'
import { emit, emitContainer } from './fake-events.ts'
import { count, nowNano } from './fake-world.ts'
import type { Behaviour, FakeContainer, FakeNetwork, FakeWorld } from './fake-world.ts'

/** As Docker: the first restart comes after this time, each next one after twice the time. */
const firstBackOffMs = 100

export function behaviourOf(world: FakeWorld, container: FakeContainer): Behaviour {
  const keys = [container.name, ...Object.values(container.body.Labels ?? {})]
  return keys.map((key) => world.behaviours.get(key)).find((behaviour) => behaviour !== undefined) ?? {}
}

export function isRunning(container: FakeContainer): boolean {
  return container.state === 'running' || container.state === 'paused'
}

export function startContainer(world: FakeWorld, container: FakeContainer): void {
  const behaviour = behaviourOf(world, container)
  for (const network of container.endpoints.keys()) networkNamed(world, network)
  if (behaviour.refusesStart !== undefined) throw refused(container, behaviour.refusesStart)
  takePorts(world, container)
  container.stopped = false
  container.state = 'running'
  container.startedAtMs = world.clock.now()
  container.exitCode = 0
  container.health = hasHealthcheck(container) ? 'starting' : 'none'
  container.healthLog.splice(0)
  emitContainer(world, container, { action: 'start' })
  for (const line of behaviour.prints ?? []) write(world, container, { text: `${line}\n`, stream: 'stdout' })
  if (behaviour.leaves !== undefined) write(world, container, { text: behaviour.leaves, stream: 'stdout' })
  const startedAt = container.startedAtMs
  // After the answer to the request, as a rule: the program needs its time.
  setImmediate(() => {
    if (!isRunning(container) || container.startedAtMs !== startedAt) return
    if (behaviour.exits !== undefined) endContainer(world, container, behaviour.exits)
    else if (container.health === 'starting') setHealth(world, container, behaviour.health ?? 'healthy')
  })
}

export function hasHealthcheck(container: FakeContainer): boolean {
  const [first] = container.body.Healthcheck?.Test ?? []
  return first === undefined ? container.image.hasHealthcheck : first !== 'NONE'
}

function networkNamed(world: FakeWorld, name: string): FakeNetwork | undefined {
  if (name === 'none' || name === 'host' || name === 'bridge' || name === 'default') return undefined
  const found =
    world.networks.get(name) ?? [...world.networks.values()].find((network) => network.name === name)
  if (found !== undefined) return found
  throw new EngineError('not-found', `failed to set up container networking: network ${name} not found`, {
    status: 404,
  })
}

function refused(container: FakeContainer, message: string): EngineError {
  container.error = message
  container.exitCode = 128
  return new EngineError('failed', message, { status: 500 })
}

function takePorts(world: FakeWorld, container: FakeContainer): void {
  container.hostPorts.clear()
  for (const [port, bindings] of Object.entries(container.body.HostConfig.PortBindings ?? {})) {
    for (const { HostIp, HostPort } of bindings) {
      const wanted = HostPort === '' || HostPort === '0' ? 32_768 + (count(world) % 20_000) : Number(HostPort)
      if (isTaken(world, port, wanted)) {
        const address = `${HostIp === '' ? '0.0.0.0' : HostIp}:${wanted}`
        const where = `endpoint ${container.name} (${container.id})`
        const cause = `Bind for ${address} failed: port is already allocated`
        const failure = `driver failed programming external connectivity on ${where}: ${cause}`
        const message = `failed to set up container networking: ${failure}`
        throw refused(container, message)
      }
      container.hostPorts.set(port, wanted)
    }
  }
}

function isTaken(world: FakeWorld, port: string, hostPort: number): boolean {
  const protocol = port.split('/')[1]
  const running = [...world.containers.values()].filter(isRunning)
  return running.some((other) =>
    [...other.hostPorts].some(
      ([otherPort, taken]) => taken === hostPort && otherPort.split('/')[1] === protocol,
    ),
  )
}

/** The program has ended with this code, by itself or by a signal. */
export function endContainer(world: FakeWorld, container: FakeContainer, exitCode: number): void {
  if (!isRunning(container)) return
  container.exitCode = exitCode
  container.finishedAtMs = world.clock.now()
  container.hostPorts.clear()
  const restarts = willRestart(container)
  container.state = restarts ? 'restarting' : 'exited'
  if (container.health !== 'none') container.health = 'unhealthy'
  emitContainer(world, container, { action: 'die', attributes: { exitCode: String(exitCode) } })
  if (restarts) void restartLater(world, container)
  else if (container.body.HostConfig.AutoRemove === true) removeContainer(world, container, true)
}

function willRestart(container: FakeContainer): boolean {
  const policy = container.body.HostConfig.RestartPolicy
  if (container.stopped || policy === undefined) return false
  if (policy.Name === 'always' || policy.Name === 'unless-stopped') return true
  const most = policy.MaximumRetryCount ?? 0
  return (
    policy.Name === 'on-failure' && container.exitCode !== 0 && (most === 0 || container.restartCount < most)
  )
}

async function restartLater(world: FakeWorld, container: FakeContainer): Promise<void> {
  await world.clock.sleep(firstBackOffMs * 2 ** container.restartCount)
  if (container.state !== 'restarting') return
  container.restartCount += 1
  startContainer(world, container)
}

/** Ends by SIGTERM, or after the grace period by SIGKILL; resolves when it has ended. */
export async function stopContainer(
  world: FakeWorld,
  container: FakeContainer,
  graceSeconds: number,
): Promise<void> {
  container.stopped = true
  if (container.state === 'restarting') {
    container.state = 'exited'
    emitContainer(world, container, { action: 'stop' })
    return
  }
  emitContainer(world, container, { action: 'kill', attributes: { signal: '15' } })
  if (behaviourOf(world, container).ignoresStop === true) {
    await world.clock.sleep(graceSeconds * 1000)
    emitContainer(world, container, { action: 'kill', attributes: { signal: '9' } })
    endContainer(world, container, 137)
  } else endContainer(world, container, 0)
  emitContainer(world, container, { action: 'stop' })
}

export function setHealth(
  world: FakeWorld,
  container: FakeContainer,
  health: 'starting' | 'healthy' | 'unhealthy',
): void {
  if (container.health === health) return
  container.health = health
  if (health === 'starting') return
  const endedAt = new Date(world.clock.now()).toISOString()
  container.healthLog.push({ exitCode: health === 'healthy' ? 0 : 1, output: `it is ${health}`, endedAt })
  emitContainer(world, container, { action: 'health_status', health })
}

/** Prints; a text that does not end in a newline leaves an unterminated line. */
export function write(
  world: FakeWorld,
  container: FakeContainer,
  output: { readonly text: string; readonly stream: 'stdout' | 'stderr' },
): void {
  const lines = output.text.split('\n')
  const last = lines.pop() ?? ''
  const add = (text: string, unterminated: boolean) => {
    const line = { stream: output.stream, bytes: new TextEncoder().encode(text) }
    container.logs.push({
      line: unterminated ? { ...line, unterminated: true } : line,
      timeNano: nowNano(world),
    })
  }
  for (const line of lines) add(line, false)
  if (last !== '') add(last, true)
  for (const watcher of container.watchers) watcher()
}

export function removeContainer(world: FakeWorld, container: FakeContainer, anonymousVolumes: boolean): void {
  if (isRunning(container)) {
    container.stopped = true
    endContainer(world, container, 137)
  }
  world.containers.delete(container.id)
  if (anonymousVolumes) {
    for (const { type, name } of container.mounts) {
      if (type === 'volume' && name !== undefined && isAnonymous(name)) world.volumes.delete(name)
    }
  }
  emitContainer(world, container, { action: 'destroy' })
}

function isAnonymous(volume: string): boolean {
  return /^[0-9a-f]{64}$/.test(volume)
}

export function emitNetwork(world: FakeWorld, network: FakeNetwork, action: string): void {
  emit(world, {
    type: 'network',
    action,
    id: network.id,
    attributes: { name: network.name, type: network.driver },
  })
}
