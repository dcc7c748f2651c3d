import { createHash } from 'node:crypto'
import { OperationError } from '../diagnostics/errors.ts'
import { authorise } from './authorise.ts'
import type { Login } from './authorise.ts'
import type { ArtifactReference } from './reference.ts'
import { isLoopback, referenceText } from './reference.ts'
import type { Response } from 'undici'
import { openWeb } from './web.ts'
import type { Send } from './web.ts'

export interface RegistryOptions {
  /** The login stored for a reference's registry, if there is one. */
  readonly login: (reference: string) => Promise<Login | undefined>
  /** Proxies and authorities. */
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface Manifest {
  /** Of the bytes as they came. */
  readonly digest: string
  readonly mediaType: string
  readonly content: unknown
}

/** Reads from the registry of one repository. What does not succeed rejects with `OperationError` CMP124. */
export interface RepositoryReader {
  readonly manifest: (tagOrDigest: string) => Promise<Manifest>
  readonly blob: (digest: string, maxBytes: number) => Promise<Buffer>
}

const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ')

const MANIFEST_MAX_BYTES = 4 * 1024 * 1024

export function openRepository(reference: ArtifactReference, options: RegistryOptions): RepositoryReader {
  const get = createGet(reference, options)
  return {
    manifest: async (tagOrDigest) => {
      const answer = await get(`manifests/${tagOrDigest}`, MANIFEST_TYPES)
      const bytes = await readAtMost(answer, MANIFEST_MAX_BYTES, reference)
      const digest = digestOf(bytes)
      if (tagOrDigest.includes(':') && tagOrDigest !== digest) throw tampered(reference, tagOrDigest)
      return {
        digest,
        mediaType: answer.headers.get('content-type') ?? '',
        content: parseJson(bytes, reference),
      }
    },
    blob: async (digest, maxBytes) => {
      const bytes = await readAtMost(await get(`blobs/${digest}`, '*/*'), maxBytes, reference)
      if (digestOf(bytes) !== digest) throw tampered(reference, digest)
      return bytes
    },
  }
}

type Get = (path: string, accept: string) => Promise<Response>

/** Finds out once how the registry speaks and what it wants to see. */
function createGet(reference: ArtifactReference, { login, environment = {}, signal }: RegistryOptions): Get {
  const send = openWeb(environment)
  const { registry, repository } = reference
  let base: string | undefined
  let authorization: string | undefined
  const request = async (path: string, accept: string): Promise<Response> => {
    base ??= await baseAddress(send, registry, signal)
    return send(`${base}/v2/${repository}/${path}`, {
      headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
      ...(signal === undefined ? {} : { signal }),
    })
  }
  return async (path, accept) => {
    let answer = await reached(reference, () => request(path, accept))
    if (answer.status === 401 && authorization === undefined) {
      const header = answer.headers.get('www-authenticate') ?? ''
      authorization = await reached(reference, async () =>
        authorise({
          send,
          header,
          registry,
          repository,
          login: await login(`${registry}/${repository}`),
          ...(signal === undefined ? {} : { signal }),
        }),
      )
      answer = await reached(reference, () => request(path, accept))
    }
    if (answer.ok) return answer
    throw refused(reference, answer.status)
  }
}

/** Registries are spoken to with encryption; one on this machine may have none. */
async function baseAddress(send: Send, registry: string, signal?: AbortSignal): Promise<string> {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  if (!isLoopback(registry)) return `https://${host}`
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

async function readAtMost(answer: Response, maxBytes: number, reference: ArtifactReference): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bodyOf(answer)) {
    size += chunk.length
    if (size > maxBytes)
      throw new OperationError(
        'CMP124',
        `a part of "${referenceText(reference)}" has more than ${maxBytes} bytes`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function bodyOf({ body }: Response): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
  return body ?? []
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

function parseJson(bytes: Buffer, reference: ArtifactReference): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new OperationError('CMP124', `what "${referenceText(reference)}" names is not JSON`, { cause })
  }
}

function tampered(reference: ArtifactReference, digest: string): OperationError {
  return new OperationError(
    'CMP124',
    `the registry gave something else than "${digest}" of "${referenceText(reference)}"`,
  )
}

function refused(reference: ArtifactReference, status: number): OperationError {
  const name = referenceText(reference)
  if (status === 404) return new OperationError('CMP124', `there is no "${name}"`)
  if (status === 401 || status === 403)
    return new OperationError('CMP124', `the registry does not give "${name}" to this login`, {
      hint: `log in first: docker login ${reference.registry}`,
    })
  return new OperationError('CMP124', `the registry ${reference.registry} answered ${status} for "${name}"`)
}
