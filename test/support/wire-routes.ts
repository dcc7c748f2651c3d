import type { IncomingMessage, ServerResponse } from 'node:http'
import { EngineError } from '../../src/engine/errors.ts'
import type { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { fieldsOf, textMapOf, textOf } from '../../src/engine/docker/json-fields.ts'
import {
  encodeEvent,
  encodeImage,
  encodeInspected,
  encodeLine,
  encodeListed,
  encodeUsage,
} from './wire-encode.ts'

/** One request to the wire-level daemon. */
export interface Exchange {
  readonly engine: FakeEngine
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly response: ServerResponse
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

type Serve = (exchange: Exchange, names: readonly string[]) => Promise<unknown>
type Route = readonly [method: string, path: RegExp, serve: Serve]

/** The answer of a route that has written its own. */
const answered = Symbol('answered')

const routes: readonly Route[] = [
  ['HEAD', /^\/_ping$/, () => Promise.resolve(undefined)],
  ['GET', /^\/version$/, serveVersion],
  ['GET', /^\/events$/, serveEvents],
  ['GET', /^\/containers\/json$/, serveContainers],
  ['POST', /^\/containers\/create$/, createContainer],
  [
    'GET',
    /^\/containers\/([^/]+)\/json$/,
    async ({ engine, signal }, [id = '']) =>
      encodeInspected(await engine.containers.inspect(id, signal), await engine.containers.setup(id, signal)),
  ],
  ['POST', /^\/containers\/([^/]+)\/start$/, start],
  ['POST', /^\/containers\/([^/]+)\/stop$/, stop],
  ['POST', /^\/containers\/([^/]+)\/kill$/, kill],
  [
    'POST',
    /^\/containers\/([^/]+)\/restart$/,
    async ({ engine, query, signal }, [id = '']) => engine.containers.restart(id, grace(query), signal),
  ],
  ['POST', /^\/containers\/([^/]+)\/(pause|unpause)$/, pause],
  [
    'POST',
    /^\/containers\/([^/]+)\/rename$/,
    async ({ engine, query, signal }, [id = '']) =>
      engine.containers.rename(id, query.get('name') ?? '', signal),
  ],
  ['POST', /^\/containers\/([^/]+)\/wait$/, wait],
  ['GET', /^\/containers\/([^/]+)\/logs$/, serveLogs],
  ['GET', /^\/containers\/([^/]+)\/top$/, serveProcesses],
  ['GET', /^\/containers\/([^/]+)\/stats$/, serveUsage],
  ['DELETE', /^\/containers\/([^/]+)$/, removeContainer],
  ['GET', /^\/networks$/, serveNetworks],
  ['POST', /^\/networks\/create$/, createNetwork],
  ['GET', /^\/networks\/([^/]+)$/, serveNetwork],
  ['DELETE', /^\/networks\/([^/]+)$/, removeNetwork],
  ['POST', /^\/networks\/([^/]+)\/(connect|disconnect)$/, connectNetwork],
  ['GET', /^\/volumes$/, serveVolumes],
  ['POST', /^\/volumes\/create$/, createVolume],
  ['GET', /^\/volumes\/([^/]+)$/, serveVolume],
  ['DELETE', /^\/volumes\/([^/]+)$/, removeVolume],
  ['GET', /^\/images\/(.+)\/json$/, serveImage],
  ['GET', /^\/images\/json$/, serveImages],
  ['GET', /^\/distribution\/(.+)\/json$/, serveDistribution],
  ['DELETE', /^\/images\/(.+)$/, removeImage],
  ['POST', /^\/images\/create$/, pullImage],
  ['POST', /^\/images\/(.+)\/push$/, pushImage],
]

/** Answers a request from what the fake engine does. */
export async function serve(request: IncomingMessage, exchange: Exchange): Promise<void> {
  const { response } = exchange
  const path = new URL(request.url ?? '', 'http://engine').pathname.replace(/^\/v\d+\.\d+/, '')
  try {
    const value = await routed(request.method ?? '', path, exchange)
    if (value === answered) return
    if (value === undefined)
      response
        .writeHead(response.statusCode === 200 && request.method !== 'HEAD' ? 204 : response.statusCode)
        .end()
    else
      response
        .writeHead(response.statusCode, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(value))
  } catch (error) {
    if (!(error instanceof EngineError)) response.destroy()
    else if (response.headersSent) response.destroy()
    else
      response
        .writeHead(error.status ?? 500, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ message: error.message }))
  }
}

async function routed(method: string, path: string, exchange: Exchange): Promise<unknown> {
  for (const [routeMethod, pattern, serveRoute] of routes) {
    const match = routeMethod === method ? pattern.exec(path) : null
    if (match !== null) return serveRoute(exchange, match.slice(1).map(decodeURIComponent))
  }
  throw new EngineError('not-found', 'page not found', { status: 404 })
}

function notFound(message: string): EngineError {
  return new EngineError('not-found', message, { status: 404 })
}

function labelsIn(query: URLSearchParams): Record<string, string | undefined> {
  return Object.fromEntries(
    filterIn(query, 'label').map((entry) => {
      const equals = entry.indexOf('=')
      return equals === -1 ? [entry, undefined] : [entry.slice(0, equals), entry.slice(equals + 1)]
    }),
  )
}

function filterIn(query: URLSearchParams, name: string): readonly string[] {
  const filters = fieldsOf(JSON.parse(query.get('filters') ?? '{}'))
  const values = filters[name]
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []
}

function grace(query: URLSearchParams): number | undefined {
  const seconds = query.get('t')
  return seconds === null ? undefined : Number(seconds)
}

async function serveVersion({ engine, signal }: Exchange): Promise<unknown> {
  const { version, apiVersion, os, architecture } = await engine.version(signal)
  return {
    Version: version,
    ApiVersion: apiVersion,
    Os: os,
    Arch: architecture,
    Components: [{ Name: 'Engine' }],
  }
}

async function serveProcesses({ engine, signal }: Exchange, [id = '']: readonly string[]): Promise<unknown> {
  const { titles, rows } = await engine.containers.processes(id, signal)
  return { Titles: titles, Processes: rows }
}

async function serveUsage(
  { engine, query, response, signal }: Exchange,
  [id = '']: readonly string[],
): Promise<unknown> {
  for await (const usage of engine.containers.usage(id, { follow: query.get('stream') === 'true' }, signal)) {
    response.write(`${JSON.stringify(encodeUsage(usage))}\n`)
  }
  response.end()
  return answered
}

async function serveImages({ engine, query, signal }: Exchange): Promise<unknown> {
  const tags = await engine.images.listTags(labelsIn(query), signal)
  return tags.map((tag) => ({ RepoTags: [tag] }))
}

async function removeImage(
  { engine, signal }: Exchange,
  [reference = '']: readonly string[],
): Promise<unknown> {
  const image = await engine.images.find(reference, signal)
  if (image === undefined) throw notFound(`No such image: ${reference}`)
  await engine.images.remove(reference, signal)
  return []
}

async function serveEvents({ engine, query, response, signal }: Exchange): Promise<unknown> {
  const [types, actions] = [filterIn(query, 'type'), filterIn(query, 'event')]
  const [since, until] = [query.get('since'), query.get('until')]
  const events = await engine.subscribe(
    {
      labels: labelsIn(query),
      ...(types.length === 0 ? {} : { types }),
      ...(actions.length === 0 ? {} : { actions }),
      ...(since === null ? {} : { since }),
      ...(until === null ? {} : { until }),
    },
    signal,
  )
  response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders()
  for await (const event of events) response.write(encodeEvent(event))
  response.end()
  return answered
}

async function serveContainers({ engine, query, signal }: Exchange): Promise<unknown> {
  const [network] = filterIn(query, 'network')
  const [volume] = filterIn(query, 'volume')
  if (network !== undefined) return (await engine.containers.usersOf({ network }, signal)).map(encodeListed)
  if (volume !== undefined) return (await engine.containers.usersOf({ volume }, signal)).map(encodeListed)
  return (await engine.containers.list(labelsIn(query), signal)).map(encodeListed)
}

async function createContainer({ engine, query, body, response, signal }: Exchange): Promise<unknown> {
  const Warnings: string[] = []
  const options = {
    name: query.get('name') ?? '',
    body: { ...body, Image: textOf(body.Image), HostConfig: fieldsOf(body.HostConfig) },
    onWarning: (text: string) => void Warnings.push(text),
  }
  const Id = await engine.containers.create(options, signal)
  response.statusCode = 201
  return { Id, Warnings }
}

async function start({ engine, response, signal }: Exchange, [id = '']: readonly string[]): Promise<void> {
  if (engine.peek(id)?.state === 'running') response.statusCode = 304
  await engine.containers.start(id, signal)
}

async function stop(
  { engine, query, response, signal }: Exchange,
  [id = '']: readonly string[],
): Promise<void> {
  if (engine.peek(id)?.state === 'exited') response.statusCode = 304
  await engine.containers.stop(id, grace(query), signal)
}

async function kill({ engine, query, signal }: Exchange, [id = '']: readonly string[]): Promise<void> {
  const state = engine.peek(id)?.state
  if (state === 'exited' || state === 'created')
    throw new EngineError('conflict', `container ${id} is not running`, { status: 409 })
  await engine.containers.kill(id, query.get('signal') ?? 'SIGKILL', signal)
}

async function pause({ engine, signal }: Exchange, [id = '', change]: readonly string[]): Promise<void> {
  await (change === 'pause' ? engine.containers.pause(id, signal) : engine.containers.unpause(id, signal))
}

/** As Docker: the head at once, the body when the container ends. */
async function wait({ engine, response, signal }: Exchange, [id = '']: readonly string[]): Promise<unknown> {
  if (engine.peek(id) === undefined) throw notFound(`No such container: ${id}`)
  response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders()
  response.end(JSON.stringify({ StatusCode: await engine.containers.wait(id, signal) }))
  return answered
}

async function serveLogs(
  { engine, query, response, signal }: Exchange,
  [id = '']: readonly string[],
): Promise<unknown> {
  const container = engine.peek(id)
  if (container === undefined) throw notFound(`No such container: ${id}`)
  const [tail, since, until] = [query.get('tail') ?? 'all', query.get('since'), query.get('until')]
  const lines = engine.containers.logs(
    id,
    {
      follow: query.get('follow') === 'true',
      timestamps: query.get('timestamps') === 'true',
      tty: false,
      ...(tail === 'all' ? {} : { tail: Number(tail) }),
      ...(since === null ? {} : { since }),
      ...(until === null ? {} : { until }),
    },
    signal,
  )
  response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' }).flushHeaders()
  for await (const batch of lines) {
    for (const line of batch) {
      if (!response.write(encodeLine(line, container.tty)))
        await new Promise((resolve) => response.once('drain', resolve))
    }
  }
  response.end()
  return answered
}

async function removeContainer(
  { engine, query, signal }: Exchange,
  [id = '']: readonly string[],
): Promise<void> {
  if (engine.peek(id) === undefined) throw notFound(`No such container: ${id}`)
  await engine.containers.remove(
    id,
    { force: query.get('force') === 'true', anonymousVolumes: query.get('v') === 'true' },
    signal,
  )
}

async function serveNetworks({ engine, query, signal }: Exchange): Promise<unknown> {
  const networks = await engine.networks.list(labelsIn(query), signal)
  return networks.map(({ id, name, driver, labels }) => ({
    Id: id,
    Name: name,
    Driver: driver,
    Labels: labels,
  }))
}

async function createNetwork({ engine, body, response, signal }: Exchange): Promise<unknown> {
  const Id = await engine.networks.create({ name: textOf(body.Name), labels: textMapOf(body.Labels) }, signal)
  response.statusCode = 201
  return { Id, Warning: '' }
}

/** As Docker, finds by the beginning of an id too. */
async function serveNetwork({ engine, signal }: Exchange, [given = '']: readonly string[]): Promise<unknown> {
  const all = await engine.networks.list({}, signal)
  const network =
    all.find(({ id, name }) => id === given || name === given) ?? all.find(({ id }) => id.startsWith(given))
  if (network === undefined) throw notFound(`network ${given} not found`)
  return { Id: network.id, Name: network.name, Driver: network.driver, Labels: network.labels }
}

async function removeNetwork({ engine, signal }: Exchange, [id = '']: readonly string[]): Promise<void> {
  if ((await engine.networks.find(id, signal)) === undefined) throw notFound(`network ${id} not found`)
  await engine.networks.remove(id, signal)
}

async function connectNetwork(
  { engine, body, signal }: Exchange,
  [id = '', change]: readonly string[],
): Promise<void> {
  const container = textOf(body.Container)
  if (change === 'connect')
    await engine.networks.connect(id, container, fieldsOf(body.EndpointConfig), signal)
  else await engine.networks.disconnect(id, container, signal)
}

async function serveVolumes({ engine, query, signal }: Exchange): Promise<unknown> {
  const volumes = await engine.volumes.list(labelsIn(query), signal)
  return {
    Volumes: volumes.map(({ name, driver, labels }) => ({ Name: name, Driver: driver, Labels: labels })),
    Warnings: null,
  }
}

async function createVolume({ engine, body, response, signal }: Exchange): Promise<unknown> {
  const name = textOf(body.Name)
  await engine.volumes.create({ name, labels: textMapOf(body.Labels) }, signal)
  response.statusCode = 201
  return { Name: name }
}

async function serveVolume({ engine, signal }: Exchange, [name = '']: readonly string[]): Promise<unknown> {
  const volume = await engine.volumes.find(name, signal)
  if (volume === undefined) throw notFound(`get ${name}: no such volume`)
  return { Name: volume.name, Driver: volume.driver, Labels: volume.labels }
}

async function removeVolume({ engine, signal }: Exchange, [name = '']: readonly string[]): Promise<void> {
  if ((await engine.volumes.find(name, signal)) === undefined) throw notFound(`get ${name}: no such volume`)
  await engine.volumes.remove(name, signal)
}

async function serveImage(
  { engine, signal }: Exchange,
  [reference = '']: readonly string[],
): Promise<unknown> {
  const image = await engine.images.find(reference, signal)
  if (image === undefined) throw notFound(`No such image: ${reference}`)
  return encodeImage(image)
}

async function serveDistribution(
  { engine, signal }: Exchange,
  [reference = '']: readonly string[],
): Promise<unknown> {
  return { Descriptor: { digest: await engine.images.registryDigest(reference, {}, signal) } }
}

async function pullImage({ engine, query, response, signal }: Exchange): Promise<unknown> {
  const progress = engine.images.pull(`${query.get('fromImage')}:${query.get('tag')}`, {}, signal)
  for await (const { layer, status, current, total } of progress) {
    response.write(`${JSON.stringify({ id: layer, status, progressDetail: { current, total } })}\r\n`)
  }
  response.end()
  return answered
}

/** As Docker: what goes wrong is told in a line, because the head has been sent. */
async function pushImage(
  { engine, query, response, signal }: Exchange,
  [name = '']: readonly string[],
): Promise<unknown> {
  const tag = query.get('tag') ?? 'latest'
  response.writeHead(200, { 'Content-Type': 'application/json' })
  try {
    for await (const { digest, ...step } of engine.images.push(`${name}:${tag}`, {}, signal)) {
      const { layer, status, current, total } = step
      const line =
        digest === undefined
          ? { id: layer, status, progressDetail: { current, total } }
          : { progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: 1 } }
      response.write(`${JSON.stringify(line)}\r\n`)
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    response.write(`${JSON.stringify({ error: error.message, errorDetail: { message: error.message } })}\r\n`)
  }
  response.end()
  return answered
}
