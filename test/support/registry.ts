import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'

/** A registry of a few artifacts on this machine, over HTTP. */
export interface TestRegistry extends AsyncDisposable {
  readonly host: string
  /** What was asked of it: `GET /v2/team/app/manifests/1 Bearer xyz`. */
  readonly requests: readonly string[]
  /** Keeps a content and gives its digest. */
  readonly addBlob: (text: string) => string
  /** Keeps a manifest under a tag and under its digest, which it gives. */
  readonly addManifest: (tag: string, manifest: object) => string
  /** What is there under an address: `/v2/team/app/manifests/1`. */
  readonly content: (address: string) => string | undefined
}

export interface TestRegistryOptions {
  /** Answers 401 with this challenge to who does not show `accepts`; `HOST` in it is the registry itself. */
  readonly challenge?: string
  readonly accepts?: string
  /** Answers of these statuses come first, one to each request for which the function gives true. */
  readonly failing?: { readonly statuses: readonly number[]; readonly when: (request: string) => boolean }
  /** What its token service answers to whom; default: a token for everyone. */
  readonly token?: (request: IncomingMessage) => object | undefined
}

export async function startRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const contents = new Map<string, string>()
  const requests: string[] = []
  const failures = [...(options.failing?.statuses ?? [])]
  let host = ''
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', url = '', headers } = request
    requests.push([method, url, headers.authorization].filter((part) => part !== undefined).join(' '))
    if (url.startsWith('/token')) {
      const token = options.token === undefined ? { token: 'anyone' } : options.token(request)
      response.writeHead(token === undefined ? 401 : 200).end(JSON.stringify(token ?? {}))
      return
    }
    const { challenge, accepts = 'of nobody' } = options
    if (challenge !== undefined && headers.authorization !== accepts) {
      response.writeHead(401, { 'www-authenticate': challenge.replaceAll('HOST', host) }).end()
      return
    }
    const isFailing = options.failing?.when(`${method} ${url}`) === true
    const failure = isFailing ? failures.shift() : undefined
    if (failure !== undefined) response.writeHead(failure).end()
    else if (method === 'POST' || method === 'PUT') void take(request, response)
    else give(url, response)
  }
  /** An upload is announced, and then sent; a content of another repository of this registry is taken over. */
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://registry')
    const folder = pathname.slice(0, pathname.lastIndexOf('/uploads/'))
    const [mount, from] = [searchParams.get('mount'), searchParams.get('from')]
    const mounted = mount === null ? undefined : contents.get(`/v2/${from}/blobs/${mount}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    if (mounted !== undefined) contents.set(`${folder}/${mount}`, mounted)
    else if (request.method === 'POST') {
      response.writeHead(202, { location: `${folder}/uploads/1?state=x` }).end()
      return
    } else if (pathname.includes('/uploads/')) contents.set(`${folder}/${searchParams.get('digest')}`, text)
    else {
      contents.set(pathname, text)
      contents.set(`${pathname.slice(0, pathname.lastIndexOf('/'))}/${digestOf(text)}`, text)
    }
    response.writeHead(201).end()
  }
  const give = (url: string, response: ServerResponse): void => {
    const content = contents.get(url)
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(content)
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const keep = (kind: string, text: string, names: readonly string[]): string => {
    const digest = digestOf(text)
    for (const name of [...names, digest]) contents.set(`/v2/team/app/${kind}/${name}`, text)
    return digest
  }
  return {
    host,
    requests,
    content: (url) => contents.get(url),
    addBlob: (text) => keep('blobs', text, []),
    addManifest: (tag, manifest) => keep('manifests', JSON.stringify(manifest), [tag]),
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
