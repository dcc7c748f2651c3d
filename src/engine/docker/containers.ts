import type { ContainerBody, EndpointBody } from '../container-body.ts'
import type { ContainerGateway, CreateRequest, LogOptions } from '../engine.ts'
import { EngineError } from '../errors.ts'
import type { ContainerUsage } from '../usage.ts'
import type { Json } from '../../units/json.ts'
import { decodeLogs } from '../log-frames.ts'
import type { LogLine } from '../log-frames.ts'
import { resolvePointInTime } from '../point-in-time.ts'
import { compareApiVersions } from './api-version.ts'
import { decodeInspected, decodeListed } from './decode-container.ts'
import { decodeSetup } from './decode-setup.ts'
import { decodeProcesses, decodeUsage } from './decode-usage.ts'
import { segment } from './dockerode.ts'
import { filtersFor } from './filters.ts'
import { found } from './found.ts'
import { ask, options } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, listOf, someNumber, someText } from './json-fields.ts'
import { readJsonLines } from './json-lines.ts'
import { podmanMoment, removeAtOnce, withPodmanHealth } from './podman.ts'

export function containerGateway(context: GatewayContext): ContainerGateway {
  const container = async (idOrName: string) => (await context.dockerode()).getContainer(segment(idOrName))
  return {
    list: async (labels, signal) => {
      const query = { all: true, filters: filtersFor(labels) }
      const listed = await ask(context, { path: '/containers/json', query }, signal)
      const containers = listOf(listed).map(decodeListed)
      const { product } = await context.api.peer(signal)
      return product === 'podman' ? withPodmanHealth(context.api, containers, { labels, signal }) : containers
    },
    usersOf: (resource, signal) => usersOf(context, resource, signal),
    inspect: async (idOrName, signal) =>
      decodeInspected(await (await container(idOrName)).inspect(options(signal))),
    setup: (idOrName, signal) => readSetup(context, idOrName, signal),
    create: (request, signal) => createContainer(context, request, signal),
    start: async (idOrName, signal) => {
      await (await container(idOrName)).start(options(signal))
    },
    stop: async (idOrName, graceSeconds, signal) => {
      await (await container(idOrName)).stop(options(signal, { t: graceSeconds }))
    },
    kill: async (idOrName, killSignal, signal) => {
      const query = { signal: killSignal }
      await unlessAlready(
        async () => (await container(idOrName)).kill(options(signal, query)),
        /is not running|can only kill running/i,
      )
    },
    restart: async (idOrName, graceSeconds, signal) => {
      await (await container(idOrName)).restart(options(signal, { t: graceSeconds }))
    },
    pause: async (idOrName, signal) => {
      await (await container(idOrName)).pause(options(signal))
    },
    unpause: async (idOrName, signal) => {
      await (await container(idOrName)).unpause(options(signal))
    },
    rename: async (idOrName, name, signal) => {
      await (await container(idOrName)).rename(options(signal, { name }))
    },
    remove: async (idOrName, { force, anonymousVolumes }, signal) => {
      const query = { force, v: anonymousVolumes }
      const isPodman = (await context.api.peer(signal)).product === 'podman'
      const remove = () =>
        found(async () =>
          isPodman && force
            ? removeAtOnce(context.api, { idSegment: segment(idOrName), anonymousVolumes }, signal)
            : (await container(idOrName)).remove(options(signal, query)),
        )
      await unlessAlready(remove, /removal of container .* is already in progress/i)
    },
    wait: (idOrName, signal) => waitForExit(context, idOrName, signal),
    processes: async (idOrName, signal) => {
      const path = `/containers/${segment(idOrName)}/top`
      return decodeProcesses(await context.api.call({ method: 'GET', path }, signal))
    },
    usage: (idOrName, { follow }, signal) => readUsage(context, { idOrName, follow }, signal),
    logs: (idOrName, logOptions, signal) => readLogs(context, { idOrName, ...logOptions }, signal),
  }
}

async function readSetup(
  { api }: GatewayContext,
  container: string,
  signal: AbortSignal,
): ReturnType<ContainerGateway['setup']> {
  return decodeSetup(
    await api.call({ method: 'GET', path: `/containers/${segment(container)}/json` }, signal),
  )
}

async function usersOf(
  context: GatewayContext,
  resource: Readonly<Record<string, string>>,
  signal: AbortSignal,
): ReturnType<ContainerGateway['usersOf']> {
  const asked = Object.fromEntries(Object.entries(resource).map(([kind, name]) => [kind, [name]]))
  const query = { all: true, filters: filtersFor({}, asked) }
  return listOf(await (await context.dockerode()).listContainers(options(signal, query))).map(decodeListed)
}

/** For a change to a state the container is in already, or on its way to. */
async function unlessAlready(change: () => Promise<unknown>, expected: RegExp): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof EngineError && error.status !== undefined && expected.test(error.message)))
      throw error
  }
}

/** From this version of the API on, a container is created with all its networks in one request. */
const severalEndpointsSince = '1.44'

async function createContainer(
  context: GatewayContext,
  created: CreateRequest,
  signal: AbortSignal,
): Promise<string> {
  const { now, later } = await endpointsByRequest(context, created.body, signal)
  const query = { name: created.name, platform: created.platform }
  const request = { method: 'POST', path: '/containers/create', query, body: toJson(now) } as const
  const answer = fieldsOf(await context.api.call(request, signal))
  const id = someText(answer.Id)
  if (id === undefined) throw new EngineError('failed', 'the engine did not name the container it created')
  for (const warning of listOf(answer.Warnings)) {
    const text = someText(warning)
    if (text !== undefined) created.onWarning?.(text)
  }
  for (const [network, endpoint] of later) {
    const body = toJson({ Container: id, EndpointConfig: endpoint })
    const connectOptions = { ...options(signal, {}, body), Container: id }
    await (await context.dockerode()).getNetwork(segment(network)).connect(connectOptions)
  }
  return id
}

interface EndpointsByRequest {
  readonly now: ContainerBody
  readonly later: readonly (readonly [string, EndpointBody])[]
}

async function endpointsByRequest(
  context: GatewayContext,
  body: ContainerBody,
  signal: AbortSignal,
): Promise<EndpointsByRequest> {
  const endpoints = Object.entries(body.NetworkingConfig?.EndpointsConfig ?? {})
  if (endpoints.length < 2) return { now: body, later: [] }
  const { apiVersion, product } = await context.api.peer(signal)
  if (product === 'podman' || compareApiVersions(apiVersion, severalEndpointsSince) >= 0)
    return { now: body, later: [] }
  const first = endpoints.find(([network]) => network === body.HostConfig.NetworkMode) ?? endpoints[0]
  const later = endpoints.filter((endpoint) => endpoint !== first)
  const EndpointsConfig = Object.fromEntries(first === undefined ? [] : [first])
  return { now: { ...body, NetworkingConfig: { EndpointsConfig } }, later }
}

/** A request body as the JSON it becomes. */
function toJson(value: object): Json {
  const json: Json = JSON.parse(JSON.stringify(value))
  return json
}

/** The engine sends the head at once and the body when the container ends, so this is read as a stream. */
async function waitForExit(context: GatewayContext, idOrName: string, signal: AbortSignal): Promise<number> {
  const path = `/containers/${segment(idOrName)}/wait`
  const answer = await context.api.stream(
    { method: 'POST', path, query: { condition: 'not-running' } },
    signal,
  )
  for await (const { value } of readJsonLines(answer.body)) {
    const fields = fieldsOf(value)
    const problem = someText(fieldsOf(fields.Error).Message)
    if (problem !== undefined) throw new EngineError('failed', problem)
    const exitCode = someNumber(fields.StatusCode)
    if (exitCode !== undefined) return exitCode
  }
  throw new EngineError('failed', 'the engine did not say how the container ended')
}

type LogRequest = LogOptions & { readonly idOrName: string }

async function* readLogs(
  context: GatewayContext,
  request: LogRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly LogLine[], void, undefined> {
  const query = {
    stdout: true,
    stderr: true,
    follow: request.follow,
    timestamps: request.timestamps,
    tail: request.tail ?? 'all',
    ...(await logRange(context, request, signal)),
  }
  const answer = await context.api.stream(
    {
      method: 'GET',
      path: `/containers/${segment(request.idOrName)}/logs`,
      query,
      bulk: !request.follow,
    },
    signal,
  )
  const { product } = await context.api.peer(signal)
  const linesInFull = product === 'docker'
  yield* decodeLogs(answer.body, { tty: request.tty, timestamps: request.timestamps, linesInFull })
}

async function* readUsage(
  context: GatewayContext,
  { idOrName, follow }: { readonly idOrName: string; readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<ContainerUsage, void, undefined> {
  const path = `/containers/${segment(idOrName)}/stats`
  const answer = await context.api.stream({ method: 'GET', path, query: { stream: follow } }, signal)
  for await (const { value } of readJsonLines(answer.body)) yield decodeUsage(value)
}

async function logRange(
  context: GatewayContext,
  request: LogRequest,
  signal: AbortSignal,
): Promise<{ readonly since?: string | undefined; readonly until?: string | undefined }> {
  if (request.since === undefined && request.until === undefined) return {}
  const at = (text: string | undefined) =>
    text === undefined ? undefined : resolvePointInTime(text, context.api.now())
  const [since, until] = [at(request.since), at(request.until)]
  const { product } = await context.api.peer(signal)
  return product === 'podman'
    ? { since: podmanMoment(since, -1n), until: podmanMoment(until, 1n) }
    : { since, until }
}
