import type {
  ContainerDetails,
  ContainerState,
  Health,
  HealthProbe,
  ObservedContainer,
  ObservedEndpoint,
  ObservedMount,
  ObservedPort,
} from '../observed.ts'
import {
  fieldsOf,
  listOf,
  numberOf,
  someNumber,
  someText,
  textMapOf,
  textOf,
  textsOf,
} from './json-fields.ts'
import type { Fields } from './json-fields.ts'

/** An entry of `GET /containers/json`. */
export function decodeListed(value: unknown): ObservedContainer {
  const fields = fieldsOf(value)
  const names = textsOf(fields.Names).map(withoutSlash)
  const status = textOf(fields.Status)
  const exitCode = exitCodeIn(status)
  const networkMode = someText(fieldsOf(fields.HostConfig).NetworkMode)
  return {
    id: textOf(fields.Id),
    name: ownName(names),
    names,
    image: textOf(fields.Image),
    imageId: imageIdOf(fields.ImageID),
    command: textOf(fields.Command),
    createdAtSeconds: numberOf(fields.Created),
    state: stateOf(fields.State),
    health: healthIn(status),
    status,
    ...(exitCode === undefined ? {} : { exitCode }),
    labels: textMapOf(fields.Labels),
    ports: listOf(fields.Ports).map(decodePort),
    mounts: listOf(fields.Mounts).map(decodeMount),
    networks: endpointsOf(fieldsOf(fields.NetworkSettings).Networks),
    ...(networkMode === undefined ? {} : { networkMode }),
  }
}

/** A legacy link gives the container a second name, "/other/alias". */
function ownName(names: readonly string[]): string {
  return names.find((name) => !name.includes('/')) ?? names[0] ?? ''
}

/** The answer of `GET /containers/ID/json`. */
export function decodeInspected(value: unknown): ContainerDetails {
  const fields = fieldsOf(value)
  const state = fieldsOf(fields.State)
  const config = fieldsOf(fields.Config)
  const hostConfig = fieldsOf(fields.HostConfig)
  const health = fieldsOf(state.Health)
  const stopTimeoutSeconds = someNumber(config.StopTimeout)
  return {
    id: textOf(fields.Id),
    name: withoutSlash(textOf(fields.Name)),
    imageId: imageIdOf(fields.Image),
    state: stateOf(state.Status),
    health: healthOf(health.Status),
    exitCode: numberOf(state.ExitCode),
    error: textOf(state.Error),
    oomKilled: state.OOMKilled === true,
    ...moments(state),
    healthLog: listOf(health.Log).map(decodeProbe),
    hasHealthcheck: hasHealthcheck(config),
    tty: config.Tty === true,
    restartCount: numberOf(fields.RestartCount),
    restartPolicy: someText(fieldsOf(hostConfig.RestartPolicy).Name) ?? 'no',
    logDriver: textOf(fieldsOf(hostConfig.LogConfig).Type),
    labels: textMapOf(config.Labels),
    mounts: listOf(fields.Mounts).map(decodeMount),
    networks: endpointsOf(fieldsOf(fields.NetworkSettings).Networks),
    ...(stopTimeoutSeconds === undefined ? {} : { stopTimeoutSeconds }),
  }
}

function moments(state: Fields): Pick<ContainerDetails, 'startedAt' | 'finishedAt'> {
  const startedAt = momentOf(state.StartedAt)
  const finishedAt = momentOf(state.FinishedAt)
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

/** The year 1 is Go's "never". */
function momentOf(value: unknown): string | undefined {
  const text = someText(value)
  return text === undefined || text.startsWith('0001-') ? undefined : text
}

/** `HEALTHCHECK NONE` is the test ["NONE"]; the image's own check is in the container's configuration. */
export function hasHealthcheck(config: Fields): boolean {
  const [first] = textsOf(fieldsOf(config.Healthcheck).Test)
  return first !== undefined && first !== 'NONE' && first !== ''
}

function decodeProbe(value: unknown): HealthProbe {
  const probe = fieldsOf(value)
  return { exitCode: numberOf(probe.ExitCode), output: textOf(probe.Output), endedAt: textOf(probe.End) }
}

function decodePort(value: unknown): ObservedPort {
  const port = fieldsOf(value)
  const hostIp = someText(port.IP)
  const published = someNumber(port.PublicPort)
  return {
    ...(hostIp === undefined ? {} : { hostIp }),
    target: numberOf(port.PrivatePort),
    ...(published === undefined || published === 0 ? {} : { published }),
    protocol: someText(port.Type) ?? 'tcp',
  }
}

function decodeMount(value: unknown): ObservedMount {
  const mount = fieldsOf(value)
  const name = someText(mount.Name)
  return {
    type: textOf(mount.Type),
    ...(name === undefined ? {} : { name }),
    source: textOf(mount.Source),
    destination: textOf(mount.Destination),
    readOnly: mount.RW === false,
  }
}

function endpointsOf(value: unknown): readonly ObservedEndpoint[] {
  return Object.entries(fieldsOf(value)).map(([name, entry]) => {
    const endpoint = fieldsOf(entry)
    const ipAddress = someText(endpoint.IPAddress)
    const networkId = textOf(endpoint.NetworkID)
    return { name, networkId, ...(ipAddress === undefined ? {} : { ipAddress }) }
  })
}

/** Podman has states of its own beside Docker's. */
function stateOf(value: unknown): ContainerState {
  switch (value) {
    case 'running':
    case 'paused':
    case 'restarting':
    case 'removing':
    case 'exited':
    case 'dead':
    case 'created':
      return value
    case 'stopping':
      return 'running'
    case 'stopped':
      return 'exited'
    default:
      return 'created'
  }
}

function healthOf(value: unknown): Health {
  return value === 'starting' || value === 'healthy' || value === 'unhealthy' ? value : 'none'
}

/** "Up 3 minutes (healthy)", "Up 1 second (health: starting)"; Podman writes "(starting)". */
function healthIn(status: string): Health {
  return healthOf(/\((?:health: )?(starting|healthy|unhealthy)\)$/.exec(status)?.[1])
}

/** "Exited (137) 2 seconds ago", "Restarting (1) 5 seconds ago". */
function exitCodeIn(status: string): number | undefined {
  const code = /^(?:Exited|Restarting) \((\d+)\)/.exec(status)?.[1]
  return code === undefined ? undefined : Number(code)
}

/** Some versions of Podman leave the algorithm out. */
export function imageIdOf(value: unknown): string {
  const id = textOf(value)
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id
}

function withoutSlash(name: string): string {
  return name.startsWith('/') ? name.slice(1) : name
}
