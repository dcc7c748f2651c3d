import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { packTar } from 'modern-tar'
import { deferred } from '../../src/async/deferred.ts'

export interface ImageRegistryOptions {
  /** Only who shows a token of its token service gets in; the service gives it for this identity token. */
  readonly identityToken?: string
}

interface Stored {
  readonly bytes: Buffer
  readonly type: string
}

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
const anyType = 'application/octet-stream'
const accessToken = 'access-of-the-test'

/** A registry for engines on this machine, over HTTP: images, uploads in pieces, a token service, and bad days. */
export class ImageRegistry implements AsyncDisposable {
  /** `PUT /v2/team/app/manifests/1`, in the order in which they came. */
  readonly requests: string[] = []
  readonly #options: ImageRegistryOptions
  readonly #server: Server
  readonly #contents = new Map<string, Stored>()
  readonly #uploads = new Map<string, Buffer[]>()
  #fails: { readonly request: RegExp; readonly statuses: number[] } | undefined
  #waiting: IncomingMessage | undefined
  #held: { readonly request: RegExp; readonly reached: () => void } | undefined

  private constructor(options: ImageRegistryOptions) {
    this.#options = options
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(options: ImageRegistryOptions = {}): Promise<ImageRegistry> {
    const registry = new ImageRegistry(options)
    registry.#server.listen(0, '127.0.0.1')
    await once(registry.#server, 'listening')
    return registry
  }

  get host(): string {
    const address = this.#server.address()
    return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  /** The next requests that match are answered with these statuses. */
  fail(request: RegExp, statuses: readonly number[]): void {
    this.#fails = { request, statuses: [...statuses] }
  }

  /** The next request that matches gets no answer until `release`; resolves when it is there. */
  hold(request: RegExp): Promise<void> {
    const { promise, resolve } = deferred<void>()
    this.#held = { request, reached: () => resolve() }
    return promise
  }

  /** An image with one layer that no engine has. */
  async addImage(repository: string, tag: string): Promise<void> {
    const body = randomBytes(64)
    const layer = Buffer.from(await packTar([{ header: { name: 'content', size: body.length }, body }]))
    const zipped = gzipSync(layer)
    const config = Buffer.from(
      JSON.stringify({
        architecture: process.arch === 'x64' ? 'amd64' : process.arch,
        os: 'linux',
        config: {},
        rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
      }),
    )
    const blob = (bytes: Buffer, mediaType: string): object => {
      this.#contents.set(`/v2/${repository}/blobs/${digestOf(bytes)}`, { bytes, type: anyType })
      return { mediaType, size: bytes.length, digest: digestOf(bytes) }
    }
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      config: blob(config, 'application/vnd.docker.container.image.v1+json'),
      layers: [blob(zipped, 'application/vnd.docker.image.rootfs.diff.tar.gzip')],
    }
    const stored = { bytes: Buffer.from(JSON.stringify(manifest)), type: manifestType }
    this.#keepManifest(`/v2/${repository}/manifests/${tag}`, stored)
  }

  /** Lets go of the request that was held, without an answer: some engines wait for it, whoever asked for it is gone or not. */
  release(): void {
    this.#waiting?.socket.destroy()
    this.#waiting = undefined
  }

  has(path: string): boolean {
    return this.#contents.has(path)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const line = `${method} ${url}`
    this.requests.push(line)
    if (this.#held?.request.test(line) === true) {
      this.#held.reached()
      this.#held = undefined
      this.#waiting = request
      return
    }
    const body = await bodyOf(request)
    const { pathname, searchParams } = new URL(url, 'http://registry')
    if (pathname === '/token') this.#giveToken(new URLSearchParams(body.toString()), response)
    else if (this.#options.identityToken !== undefined && headers.authorization !== `Bearer ${accessToken}`)
      this.#challenge(response)
    else if (this.#isFailing(line, response)) return
    else if (method === 'GET' || method === 'HEAD') this.#give(pathname, method, response)
    else if (pathname.includes('/uploads/'))
      this.#takeUpload({ method, pathname, searchParams, body }, response)
    else this.#takeManifest(pathname, { bytes: body, type: headers['content-type'] ?? '' }, response)
  }

  #giveToken(form: URLSearchParams, response: ServerResponse): void {
    const isKnown =
      form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === this.#options.identityToken
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isKnown ? { access_token: accessToken, token: accessToken } : {}))
  }

  #challenge(response: ServerResponse): void {
    const challenge = `Bearer realm="http://${this.host}/token",service="test"`
    response.writeHead(401, { 'www-authenticate': challenge }).end()
  }

  #isFailing(line: string, response: ServerResponse): boolean {
    if (this.#fails?.request.test(line) !== true) return false
    const status = this.#fails.statuses.shift()
    if (status !== undefined) response.writeHead(status).end()
    return status !== undefined
  }

  #give(path: string, method: string, response: ServerResponse): void {
    const stored = path === '/v2/' ? { bytes: Buffer.from('{}'), type: anyType } : this.#contents.get(path)
    if (stored === undefined) {
      response.writeHead(404).end()
      return
    }
    const { bytes, type } = stored
    response.writeHead(200, {
      'content-type': type,
      'content-length': bytes.length,
      'docker-content-digest': digestOf(bytes),
    })
    response.end(method === 'HEAD' ? undefined : bytes)
  }

  /** An upload is announced with POST, comes in pieces with PATCH, and is named by its digest with PUT. */
  #takeUpload({ method, pathname, searchParams, body }: Upload, response: ServerResponse): void {
    const folder = pathname.slice(0, pathname.indexOf('/uploads/'))
    const place = method === 'POST' ? `${folder}/uploads/${this.#uploads.size + 1}` : pathname
    const pieces = [...(this.#uploads.get(place) ?? []), body]
    this.#uploads.set(place, pieces)
    const digest = searchParams.get('digest')
    const bytes = Buffer.concat(pieces)
    if (digest !== null) this.#contents.set(`${folder}/${digest}`, { bytes, type: anyType })
    response.writeHead(digest === null ? 202 : 201, {
      location: digest === null ? place : `${folder}/${digest}`,
      range: `0-${Math.max(0, bytes.length - 1)}`,
      'docker-upload-uuid': place.slice(place.lastIndexOf('/') + 1),
    })
    response.end()
  }

  #takeManifest(path: string, stored: Stored, response: ServerResponse): void {
    this.#keepManifest(path, stored)
    response.writeHead(201, { 'docker-content-digest': digestOf(stored.bytes) }).end()
  }

  #keepManifest(path: string, stored: Stored): void {
    this.#contents.set(path, stored)
    this.#contents.set(`${path.slice(0, path.lastIndexOf('/'))}/${digestOf(stored.bytes)}`, stored)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }
}

interface Upload {
  readonly method: string
  readonly pathname: string
  readonly searchParams: URLSearchParams
  readonly body: Buffer
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
