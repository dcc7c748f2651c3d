import type { Json } from '../../units/json.ts'
import { EngineError } from '../errors.ts'
import type { ApiRequest, EngineApi, Query } from './api.ts'

/** What every dockerode method is given: a fresh object per call, because dockerode removes entries from it. */
export interface Options {
  readonly _query: Query
  readonly _body?: Json
  readonly abortSignal: AbortSignal
}

/**
 * The part of dockerode that is used: the routes of the Engine API, for short requests with JSON answers. Answers are decoded by our own
 * code, so their types do not matter here.
 */
export interface Dockerode {
  version(options: Options): Promise<unknown>
  listContainers(options: Options): Promise<unknown>
  createContainer(options: Options): Promise<{ readonly id: string }>
  getContainer(id: string): DockerodeContainer
  /** What is sent is `_body`; the name, as the container of `connect`, only makes dockerode's type content. */
  createNetwork(options: Options & { readonly Name: string }): Promise<{ readonly id: string }>
  getNetwork(id: string): DockerodeNetwork
  createVolume(options: Options): Promise<unknown>
  getVolume(name: string): DockerodeVolume
}

interface DockerodeContainer {
  inspect(options: Options): Promise<unknown>
  start(options: Options): Promise<unknown>
  stop(options: Options): Promise<unknown>
  kill(options: Options): Promise<unknown>
  restart(options: Options): Promise<unknown>
  pause(options: Options): Promise<unknown>
  unpause(options: Options): Promise<unknown>
  rename(options: Options): Promise<unknown>
  remove(options: Options): Promise<unknown>
}

interface DockerodeNetwork {
  inspect(options: Options): Promise<unknown>
  remove(options: Options): Promise<unknown>
  connect(options: Options & { readonly Container: string }): Promise<unknown>
  disconnect(options: Options): Promise<unknown>
}

interface DockerodeVolume {
  inspect(options: Options): Promise<unknown>
  remove(options: Options): Promise<unknown>
}

/** dockerode is loaded when the first request is made: `config` and `--help` never need it. */
export async function openDockerode(api: EngineApi): Promise<Dockerode> {
  const { default: Docker } = await import('dockerode')
  const options = { Promise, modem: new ApiModem(api) }
  return new Docker(options)
}

/** What dockerode hands to its transport. */
interface Dial {
  readonly path: string
  readonly method: ApiRequest['method']
  readonly options?: Partial<Options>
  readonly abortSignal?: AbortSignal
}

/**
 * Stands in for dockerode's own transport, which never settles when a connection is lost after the head of an answer, puts environment
 * values into URLs and takes DOCKER_HOST from the environment whatever it is told (docs/decisions).
 */
class ApiModem {
  readonly #api: EngineApi

  constructor(api: EngineApi) {
    this.#api = api
  }

  dial(dial: Dial, callback: (error: unknown, value?: unknown) => void): void {
    const { _query: query, _body: body, abortSignal = dial.abortSignal } = dial.options ?? {}
    // A path that takes parameters ends in "?".
    const path = dial.path.endsWith('?') ? dial.path.slice(0, -1) : dial.path
    const request: ApiRequest = {
      method: dial.method,
      path,
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body }),
    }
    void this.#answer(this.#api.call(request, abortSignal), callback)
  }

  async #answer(call: Promise<unknown>, callback: (error: unknown, value?: unknown) => void): Promise<void> {
    try {
      const value = await call
      callback(undefined, value)
    } catch (error) {
      callback(error)
    }
  }
}

/** An id or name as a part of a path. dockerode pastes it as it is, so "a/../b" or "a?b" would ask for something else. */
export function segment(idOrName: string): string {
  if (idOrName === '' || idOrName === '.' || idOrName === '..' || idOrName.includes('\0')) {
    throw new EngineError('invalid', `"${idOrName}" is not a name`)
  }
  return encodeURIComponent(idOrName)
}

/** An image reference as part of a path: its slashes stay. */
export function referencePath(reference: string): string {
  return reference.split('/').map(segment).join('/')
}
