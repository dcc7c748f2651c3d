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
}

export interface TestRegistryOptions {
  /** Answers 401 with this challenge to who does not show `accepts`; `HOST` in it is the registry itself. */
  readonly challenge?: string
  readonly accepts?: string
  /** What its token service answers to whom; default: a token for everyone. */
  readonly token?: (request: IncomingMessage) => object | undefined
}

export async function startRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const contents = new Map<string, string>()
  const requests: string[] = []
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
    const content = contents.get(url)
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(content)
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const keep = (kind: string, text: string, names: readonly string[]): string => {
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
    for (const name of [...names, digest]) contents.set(`/v2/team/app/${kind}/${name}`, text)
    return digest
  }
  return {
    host,
    requests,
    addBlob: (text) => keep('blobs', text, []),
    addManifest: (tag, manifest) => keep('manifests', JSON.stringify(manifest), [tag]),
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
