import { EngineError } from '../errors.ts'
import type { EngineErrorKind } from '../errors.ts'
import { locateContext } from './docker-context.ts'
import { parseEndpoint } from './endpoint.ts'
import type { EngineLocation, LocateRequest } from './location.ts'
import { systemPlaces } from './places.ts'
import type { Places, SocketState } from './places.ts'
import { readTls, withExtraAuthorities } from './tls-files.ts'

/**
 * Where the engine is and why: `--host` or `--context`, DOCKER_HOST, DOCKER_CONTEXT, the current docker context, a rootless Docker socket,
 * the system's, a Podman socket. What was named is taken as it is; of the usual sockets the first that accepts a connection.
 * Rejects with `EngineError`: `invalid` for what was named and makes no sense, `unreachable` or `denied` with all that was tried.
 */
export async function locateEngine(
  request: LocateRequest,
  places: Places = systemPlaces(),
): Promise<EngineLocation> {
  return withExtraAuthorities(await chooseLocation(request, places), request.environment, places)
}

async function chooseLocation(request: LocateRequest, places: Places): Promise<EngineLocation> {
  const { environment, host, context } = request
  if (host !== undefined && context !== undefined) {
    throw new EngineError('invalid', 'conflicting options: either specify --host or --context, not both')
  }
  if (host !== undefined) return named(host, '--host was given', { environment, places })
  if (context !== undefined) {
    const chosen = await locateContext(context, { environment, places, why: `--context is "${context}"` })
    return chosen ?? firstSocket(environment, places)
  }
  const dockerHost = environment['DOCKER_HOST'] ?? ''
  if (dockerHost !== '') return named(dockerHost, 'DOCKER_HOST is set', { environment, places })
  return (await currentContext(environment, places)) ?? firstSocket(environment, places)
}

interface Surroundings {
  readonly environment: LocateRequest['environment']
  readonly places: Places
}

async function named(
  address: string,
  why: string,
  { environment, places }: Surroundings,
): Promise<EngineLocation> {
  return { address, why, endpoint: parseEndpoint(address, await readTls(environment, places)) }
}

async function currentContext(
  environment: LocateRequest['environment'],
  places: Places,
): Promise<EngineLocation | undefined> {
  const fromVariable = environment['DOCKER_CONTEXT'] ?? ''
  if (fromVariable !== '') {
    return locateContext(fromVariable, { environment, places, why: `DOCKER_CONTEXT is "${fromVariable}"` })
  }
  return locateContext(undefined, { environment, places, why: 'it is the current docker context' })
}

interface Candidate {
  readonly path: string
  readonly why: string
}

async function firstSocket(
  environment: LocateRequest['environment'],
  places: Places,
): Promise<EngineLocation> {
  const tried: { readonly address: string; readonly state: SocketState }[] = []
  for (const { path, why } of candidates(environment, places)) {
    const address = places.isWindows ? `npipe://${path}` : `unix://${path}`
    const state = await places.probe(path)
    if (state === 'accepts') return { address, why, endpoint: { kind: 'socket', path } }
    tried.push({ address, state })
  }
  const kind: EngineErrorKind = tried.some(({ state }) => state === 'permission denied')
    ? 'denied'
    : 'unreachable'
  const attempts = tried.map(({ address, state }) => `${address} (${state})`).join(', ')
  throw new EngineError(kind, `cannot reach a container engine; tried ${attempts}`)
}

function candidates(environment: LocateRequest['environment'], places: Places): readonly Candidate[] {
  if (places.isWindows) return [{ path: '//./pipe/docker_engine', why: 'the Docker pipe answers' }]
  const runtimeDirectory = environment['XDG_RUNTIME_DIR'] ?? ''
  const own = runtimeDirectory === '' ? `/run/user/${places.userId()}` : runtimeDirectory
  const home = environment['HOME'] ?? places.home
  const rootless = [`${own}/docker.sock`, `${home}/.docker/run/docker.sock`]
  return [
    ...rootless.map((path) => ({ path, why: 'the rootless Docker socket answers' })),
    { path: '/var/run/docker.sock', why: 'the system Docker socket answers' },
    { path: `${own}/podman/podman.sock`, why: "the user's Podman socket answers" },
    { path: '/run/podman/podman.sock', why: 'the system Podman socket answers' },
  ]
}
