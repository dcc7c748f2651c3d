import { Readable } from 'node:stream'
import { OperationError } from '../diagnostics/errors.ts'
import type { Response } from 'undici'
import { openConnection } from './connection.ts'
import type { Ask, RegistryOptions } from './connection.ts'
import type { ArtifactReference } from './reference.ts'
import { digestOf, openRepository } from './registry-client.ts'
import type { RepositoryReader } from './registry-client.ts'

/** Writes to the registry of one repository. What does not succeed rejects with `OperationError` CMP124. */
export interface RepositoryWriter extends RepositoryReader {
  /** Keeps a content, if it is not there yet, and gives its digest. */
  readonly addBlob: (bytes: Uint8Array) => Promise<string>
  /** Takes over a content of another repository, without bringing it here where both are of one registry. */
  readonly copyBlob: (digest: string, from: ArtifactReference) => Promise<void>
  /** Keeps a manifest under a tag or its own digest. */
  readonly putManifest: (name: string, bytes: Uint8Array, mediaType: string) => Promise<void>
}

export function openForWriting(reference: ArtifactReference, options: RegistryOptions): RepositoryWriter {
  const ask = openConnection(reference, options)
  const isThere = async (digest: string): Promise<boolean> =>
    (await ask({ method: 'HEAD', path: `blobs/${digest}`, accept: [404] })).ok
  return {
    ...openRepository(reference, options),
    addBlob: async (bytes) => {
      const digest = digestOf(bytes)
      if (await isThere(digest)) return digest
      const place = uploadPlace(await ask({ method: 'POST', path: 'blobs/uploads/' }), digest)
      await ask({ method: 'PUT', path: place, headers: octets, body: bytes })
      return digest
    },
    copyBlob: async (digest, from) => {
      if (await isThere(digest)) return
      const opened = await openUpload(ask, digest, from.registry === reference.registry ? from : undefined)
      if (opened.status === 201) return
      await relay(ask, openConnection(from, options), { digest, place: uploadPlace(opened, digest) })
    },
    putManifest: async (name, bytes, mediaType) => {
      const headers = { 'content-type': mediaType }
      await ask({ method: 'PUT', path: `manifests/${name}`, headers, body: bytes })
    },
  }
}

const octets = { 'content-type': 'application/octet-stream' }

/** With status 201 the registry has taken the content over from its other repository. */
function openUpload(ask: Ask, digest: string, from: ArtifactReference | undefined): Promise<Response> {
  const mount =
    from === undefined ? '' : `?${String(new URLSearchParams({ mount: digest, from: from.repository }))}`
  return ask({ method: 'POST', path: `blobs/uploads/${mount}` })
}

/** From one registry to the other, without keeping it. */
async function relay(
  ask: Ask,
  source: Ask,
  { digest, place }: { readonly digest: string; readonly place: string },
): Promise<void> {
  const { headers } = await source({ method: 'HEAD', path: `blobs/${digest}` })
  const size = headers.get('content-length')
  await ask({
    method: 'PUT',
    path: place,
    headers: { ...octets, ...(size === null ? {} : { 'content-length': size }) },
    body: async () => {
      const { body } = await source({ path: `blobs/${digest}` })
      return Readable.from(body ?? [])
    },
  })
}

/** Where the registry wants the content to be sent. */
function uploadPlace(answer: Response, digest: string): string {
  const location = answer.headers.get('location')
  if (location === null) throw new OperationError('CMP124', 'the registry does not say where to upload')
  return `${location}${location.includes('?') ? '&' : '?'}${String(new URLSearchParams({ digest }))}`
}
