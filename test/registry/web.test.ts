import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWeb } from '../../src/registry/web.ts'

describe('the web', () => {
  const seen: string[] = []
  // A proxy that answers in place of whatever is asked for.
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end('direct')
  }).on('connect', ({ url }, socket) => {
    seen.push(`CONNECT ${url ?? ''}`)
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy'))
  })
  let address = ''

  beforeEach(async () => {
    seen.length = 0
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${portOf(proxy.address())}`
  })
  afterEach(() => {
    proxy.closeAllConnections()
    proxy.close()
  })

  it('is asked through the proxy of the environment', async () => {
    const answer = await openWeb({ http_proxy: address })('http://registry.test/v2/')
    expect([await answer.text(), seen]).toEqual(['proxy', ['CONNECT registry.test:80']])
  })

  it('is asked directly where the environment says so, and for this machine', async () => {
    const send = openWeb({ HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'registry.test' })
    expect(await (await send(`${address}/v2/`)).text()).toBe('direct')
    await expect(send('http://other.test/v2/')).rejects.toThrow('fetch failed')
  })

  it('does without authorities that cannot be read', async () => {
    const send = openWeb({ NODE_EXTRA_CA_CERTS: '/no/such/file' })
    expect(await (await send(address)).text()).toBe('direct')
  })
})

function portOf(bound: string | AddressInfo | null): number {
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}
