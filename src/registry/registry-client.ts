import { createHash } from 'node:crypto'
import { OperationError } from '../diagnostics/errors.ts'
import { openConnection } from './connection.ts'
import type { RegistryOptions } from './connection.ts'
import type { ArtifactReference } from './reference.ts'
import { referenceText } from './reference.ts'
import type { Response } from 'undici'

export interface Manifest {
  /** Of the bytes as they came. */
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
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
  const ask = openConnection(reference, options)
  const get = (path: string, accept: string): Promise<Response> => ask({ path, headers: { accept } })
  return {
    manifest: async (tagOrDigest) => {
      const answer = await get(`manifests/${tagOrDigest}`, MANIFEST_TYPES)
      const bytes = await readAtMost(answer, MANIFEST_MAX_BYTES, reference)
      const digest = digestOf(bytes)
      if (tagOrDigest.includes(':') && tagOrDigest !== digest) throw tampered(reference, tagOrDigest)
      return {
        digest,
        mediaType: answer.headers.get('content-type') ?? '',
        bytes,
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

export function digestOf(bytes: Uint8Array): string {
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
