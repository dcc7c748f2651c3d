import { OperationError } from '../diagnostics/errors.ts'
import { authorise } from './authorise.ts'
import type { Login } from './authorise.ts'
import type { ArtifactReference } from './reference.ts'
import { isLoopback, referenceText } from './reference.ts'
import type { BodyInit, Response } from 'undici'
import { openWeb } from './web.ts'
import type { Send } from './web.ts'

export interface RegistryOptions {
  /** The login stored for a reference's registry, if there is one. */
  readonly login: (reference: string) => Promise<Login | undefined>
  /** Hosts, with their ports, that may be spoken to without encryption where they have none. */
  readonly insecure?: readonly string[]
  /** Proxies and authorities. */
  readonly environment?: Readonly<Record<string, string>>
  /** Resolves after so many milliseconds; with it a registry that is busy is asked again a few times. */
  readonly delay?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Told a sentence for the user before something is tried again. */
  readonly onNotice?: (text: string) => void
  readonly signal?: AbortSignal
}

export interface Asked {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT'
  /** Below the repository, `blobs/sha256:...`, or a whole address that the registry gave. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** A function where it can only be read once. */
  readonly body?: Uint8Array | (() => Promise<BodyInit>)
  /** Answers of this status are answers, too. */
  readonly accept?: readonly number[]
}

/** Asks one repository. What it does not do rejects with `OperationError` CMP124. */
export type Ask = (asked: Asked) => Promise<Response>

/** Before the second try, the third and the fourth. */
const pausesMs = [1000, 2000, 4000]

/** Finds out once how the registry speaks and what it wants to see. */
export function openConnection(reference: ArtifactReference, options: RegistryOptions): Ask {
  const connection = new Connection(reference, options)
  return (asked) => connection.ask(asked)
}

/** What one registry wants to see is kept as long as its repository is used. */
class Connection {
  readonly #reference: ArtifactReference
  readonly #options: RegistryOptions
  readonly #send: Send
  #base: Promise<string> | undefined
  #authorization: string | undefined

  constructor(reference: ArtifactReference, options: RegistryOptions) {
    this.#reference = reference
    this.#options = options
    this.#send = openWeb(options.environment ?? {})
  }

  async ask(asked: Asked): Promise<Response> {
    const { delay, onNotice, signal } = this.#options
    for (const [index, pauseMs] of [...pausesMs, undefined].entries()) {
      const answer = await this.#authorised(asked)
      if (answer.ok || asked.accept?.includes(answer.status) === true) return answer
      const isPassing = answer.status === 429 || (answer.status >= 500 && answer.status !== 501)
      if (!isPassing || delay === undefined || pauseMs === undefined)
        throw refused(this.#reference, answer.status, isWrite(asked))
      onNotice?.(
        `The registry ${this.#reference.registry} answered ${answer.status}. ` +
          `Trying again in ${pauseMs / 1000} s, attempt ${index + 2} of ${pausesMs.length + 1}`,
      )
      await answer.body?.cancel()
      await delay(pauseMs, signal)
    }
    throw new Error('the last attempt returns or throws')
  }

  /** A token may be for reading alone: who is refused with one asks for another. */
  async #authorised(asked: Asked): Promise<Response> {
    const answer = await this.#reached(() => this.#request(asked))
    if (answer.status !== 401) return answer
    const { registry, repository } = this.#reference
    const { login, signal } = this.#options
    await answer.body?.cancel()
    this.#authorization = await this.#reached(async () =>
      authorise({
        send: this.#send,
        header: answer.headers.get('www-authenticate') ?? '',
        registry,
        repository,
        login: await login(`${registry}/${repository}`),
        ...(isWrite(asked) ? { actions: 'pull,push' } : {}),
        ...(signal === undefined ? {} : { signal }),
      }),
    )
    return this.#reached(() => this.#request(asked))
  }

  async #request({ method = 'GET', path, headers, body }: Asked): Promise<Response> {
    const { signal } = this.#options
    this.#base ??= baseAddress(this.#send, this.#reference.registry, this.#options)
    const base = await this.#base
    const own = `${base}/v2/${this.#reference.repository}/`
    const address = new URL(path, own)
    // What a registry redirects an upload to may be another's: that one is not shown the login.
    const isOwn = address.origin === new URL(own).origin
    const authorization = isOwn && this.#authorization !== undefined ? this.#authorization : undefined
    return this.#send(address, {
      method,
      headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
      ...(body === undefined ? {} : { body: typeof body === 'function' ? await body() : body }),
      ...(typeof body === 'function' ? { duplex: 'half' } : {}),
      ...(signal === undefined ? {} : { signal }),
    })
  }

  #reached<T>(attempt: () => Promise<T>): Promise<T> {
    return reached(this.#reference, attempt)
  }
}

function isWrite({ method = 'GET' }: Asked): boolean {
  return method === 'POST' || method === 'PUT'
}

/** Registries are spoken to with encryption; one on this machine, and one that the user vouches for, may have none. */
async function baseAddress(
  send: Send,
  registry: string,
  { insecure = [], signal }: Pick<RegistryOptions, 'insecure' | 'signal'>,
): Promise<string> {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  if (!isLoopback(registry) && !insecure.includes(registry)) return `https://${host}`
  const speaks = await send(`https://${host}/v2/`, signal === undefined ? {} : { signal }).then(
    () => true,
    () => false,
  )
  signal?.throwIfAborted()
  return speaks ? `https://${host}` : `http://${host}`
}

async function reached<T>({ registry }: ArtifactReference, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    const isOther = error instanceof OperationError || (error instanceof Error && error.name === 'AbortError')
    if (isOther || !(error instanceof TypeError)) throw error
    throw new OperationError('CMP124', `the registry ${registry} cannot be reached (${reasonOf(error)})`, {
      cause: error,
    })
  }
}

/** `fetch` says only that it did not succeed; why is in the cause. */
function reasonOf({ cause, message }: Error): string {
  if (!(cause instanceof Error)) return message
  const code = 'code' in cause ? String(cause.code) : ''
  return cause.message === '' ? code : cause.message
}

/** Anything else than success and the lack of a login. */
export class RegistryRefusal extends OperationError {
  readonly status: number

  constructor(message: string, status: number) {
    super('CMP124', message)
    this.status = status
  }
}

function refused(reference: ArtifactReference, status: number, isWriting: boolean): OperationError {
  const name = referenceText(reference)
  if (status === 404) return new OperationError('CMP124', `there is no "${name}"`)
  if (status === 401 || status === 403)
    return new OperationError(
      'CMP124',
      `the registry does not ${isWriting ? `take "${name}" from` : `give "${name}" to`} this login`,
      {
        hint: `log in with a user that may have it: docker login ${reference.registry}`,
      },
    )
  const text = `the registry ${reference.registry} answered ${status} for "${name}"`
  return new RegistryRefusal(text, status)
}
