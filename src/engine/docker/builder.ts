import type { Duplex } from 'node:stream'
import type { BuildGateway, ClassicNews, ClassicQuery } from '../builder.ts'
import { compareApiVersions } from './api-version.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, listOf, numberOf, someNumber, someText, textOf, textsOf } from './json-fields.ts'
import { readJsonLines } from './json-lines.ts'
import { inspectImage, keepSameImage } from './keep-same-image.ts'

/** What an engine says of its images when containerd keeps them. */
const containerdStore = 'io.containerd.snapshotter.v1'

export function buildGateway({ api }: GatewayContext): BuildGateway {
  const upgraded = async (
    path: string,
    headers: Readonly<Record<string, string | readonly string[]>>,
    signal: AbortSignal,
  ): Promise<Duplex> => {
    const upgrade = { ...headers, Connection: 'Upgrade', Upgrade: 'h2c' }
    const answer = await api.stream({ method: 'POST', path, headers: upgrade }, signal)
    return answer.detach()
  }
  return {
    kind: async (signal) => {
      const header = await api.head({ path: '/_ping' }, signal)
      if (header('builder-version') === '2') return 'buildkit'
      // Before 23.0 Docker had it too, and preferred the older one.
      const { product, apiVersion } = await api.peer(signal)
      const isDocker = product === 'docker' && header('ostype') === 'linux'
      return isDocker && compareApiVersions(apiVersion, '1.39') >= 0 ? 'buildkit' : 'classic'
    },
    storesIndexes: async (signal) => {
      const answer = fieldsOf(await api.call({ method: 'GET', path: '/info' }, signal))
      return listOf(answer.DriverStatus).some((entry) => listOf(entry).includes(containerdStore))
    },
    openControl: (signal) => upgraded('/grpc', {}, signal),
    openSession: ({ id, sharedKey, methods }, signal) =>
      upgraded(
        '/session',
        {
          'X-Docker-Expose-Session-Uuid': id,
          'X-Docker-Expose-Session-Name': 'gantry',
          'X-Docker-Expose-Session-Sharedkey': sharedKey,
          'X-Docker-Expose-Session-Grpc-Method': methods,
        },
        signal,
      ),
    buildArchive: async function* (request, archive, signal) {
      const { query, registryConfig } = request
      const headers = {
        'Content-Type': 'application/x-tar',
        ...(registryConfig === undefined ? {} : { 'X-Registry-Config': registryConfig }),
      }
      const { product } = await api.peer(signal)
      const names = product === 'podman' ? textsOf(query.t) : []
      const before = names[0] === undefined ? undefined : await inspectImage(api, names[0], signal)
      const answer = await api.stream(
        {
          method: 'POST',
          path: '/build',
          query: product === 'podman' ? podmanQuery(query) : query,
          headers,
          upload: archive,
        },
        signal,
      )
      for await (const { value } of readJsonLines(answer.body)) yield* newsOf(value)
      const kept = await keepSameImage(api, names, before, signal)
      if (kept !== undefined) yield { kind: 'image', id: kept }
    },
  }
}

/** Podman tells it in its sentence. */
function podmanExitCode(sentence: string): number | undefined {
  const code = /while running runtime: exit status (\d+)/.exec(sentence)?.[1]
  return code === undefined ? undefined : Number(code)
}

/** Podman reads lists of hosts as JSON, and limits as its command line has them: "nofile=1000:2000". */
function podmanQuery(query: ClassicQuery): ClassicQuery {
  const { extrahosts: hosts, ulimits, ...others } = query
  const limits: unknown = typeof ulimits === 'string' ? JSON.parse(ulimits) : undefined
  const texts = listOf(limits).map((limit) => {
    const { Name, Soft, Hard } = fieldsOf(limit)
    return `${textOf(Name)}=${numberOf(Soft)}:${numberOf(Hard)}`
  })
  return {
    ...others,
    // Without it Podman remembers no steps.
    layers: true,
    ...(Array.isArray(hosts) && hosts.length > 0 ? { extrahosts: JSON.stringify(hosts) } : {}),
    ...(texts.length === 0 ? {} : { ulimits: JSON.stringify(texts) }),
  }
}

function* newsOf(value: unknown): Generator<ClassicNews, void, undefined> {
  const fields = fieldsOf(value)
  const detail = fieldsOf(fields.errorDetail)
  const failure = someText(detail.message) ?? someText(fields.error)
  if (failure !== undefined) {
    const exitCode = someNumber(detail.code) ?? podmanExitCode(failure)
    yield { kind: 'failure', message: failure.trim(), ...(exitCode === undefined ? {} : { exitCode }) }
    return
  }
  const id = someText(fieldsOf(fields.aux).ID)
  if (id !== undefined) yield { kind: 'image', id }
  const output = someText(fields.stream)
  if (output !== undefined) yield { kind: 'output', text: output }
  const status = someText(fields.status)
  const part = someText(fields.id)
  if (status !== undefined) yield { kind: 'status', text: status, ...(part === undefined ? {} : { part }) }
}
