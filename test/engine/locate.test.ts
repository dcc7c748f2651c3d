import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import type { LocateRequest } from '../../src/engine/docker/location.ts'
import type { Places, SocketState } from '../../src/engine/docker/places.ts'

interface Machine {
  readonly files?: Readonly<Record<string, string>>
  readonly sockets?: Readonly<Record<string, SocketState>>
}

function places({ files = {}, sockets = {} }: Machine): Places {
  return {
    home: '/home/ann',
    isWindows: false,
    userId: () => 1000,
    read: (path) => Promise.resolve(files[path] === undefined ? undefined : Buffer.from(files[path])),
    probe: (path) => Promise.resolve(sockets[path] ?? 'no such file'),
  }
}

function locate(request: Partial<LocateRequest>, machine: Machine = {}) {
  return locateEngine({ environment: {}, ...request }, places(machine))
}

function context(name: string, host: string): Readonly<Record<string, string>> {
  const folder = createHash('sha256').update(name).digest('hex')
  return {
    [`/home/ann/.docker/contexts/meta/${folder}/meta.json`]: JSON.stringify({
      Name: name,
      Endpoints: { docker: { Host: host } },
    }),
  }
}

const system = { '/var/run/docker.sock': 'accepts' } as const

describe('locateEngine', () => {
  it('takes --host before all else', async () => {
    const environment = { DOCKER_HOST: 'unix:///other.sock' }
    expect(await locate({ host: 'unix:///my.sock', environment }, { sockets: system })).toEqual({
      address: 'unix:///my.sock',
      why: '--host was given',
      endpoint: { kind: 'socket', path: '/my.sock' },
    })
  })

  it('takes DOCKER_HOST before the current context', async () => {
    const files = {
      ...context('far', 'tcp://far:2375'),
      '/home/ann/.docker/config.json': '{"currentContext":"far"}',
    }
    expect(await locate({ environment: { DOCKER_HOST: 'tcp://near:1234' } }, { files })).toEqual({
      address: 'tcp://near:1234',
      why: 'DOCKER_HOST is set',
      endpoint: { kind: 'tcp', host: 'near', port: 1234 },
    })
  })

  it('takes DOCKER_CONTEXT before the current context', async () => {
    const files = {
      ...context('far', 'tcp://far:2375'),
      ...context('near', 'unix:///near.sock'),
      '/home/ann/.docker/config.json': '{"currentContext":"far"}',
    }
    expect(await locate({ environment: { DOCKER_CONTEXT: 'near' } }, { files })).toMatchObject({
      address: 'unix:///near.sock',
      why: 'DOCKER_CONTEXT is "near"',
    })
    expect(await locate({}, { files })).toMatchObject({
      why: 'it is the current docker context, "far"',
      endpoint: { host: 'far' },
    })
  })

  it('takes a context that was named, with its certificates', async () => {
    const folder = createHash('sha256').update('far').digest('hex')
    const files = {
      ...context('far', 'tcp://far:2376'),
      [`/home/ann/.docker/contexts/tls/${folder}/docker/ca.pem`]: 'CA',
    }
    expect(await locate({ context: 'far', environment: { DOCKER_HOST: 'tcp://near' } }, { files })).toEqual({
      address: 'tcp://far:2376',
      why: '--context is "far"',
      endpoint: { kind: 'tcp', host: 'far', port: 2376, tls: { verify: true, ca: Buffer.from('CA') } },
    })
  })

  it('takes the context "default" for the usual sockets', async () => {
    const files = { '/home/ann/.docker/config.json': '{"currentContext":"default"}' }
    expect(await locate({}, { files, sockets: system })).toMatchObject({
      address: 'unix:///var/run/docker.sock',
    })
    expect(await locate({ context: 'default' }, { sockets: system })).toMatchObject({
      address: 'unix:///var/run/docker.sock',
    })
  })

  it('refuses a context that is not there, and two answers to one question', async () => {
    await expect(locate({ context: 'nowhere' })).rejects.toMatchObject({
      kind: 'invalid',
      message:
        'the docker context "nowhere" is not there (--context is "nowhere"); "docker context ls" lists those that are',
    })
    await expect(locate({ context: 'a', host: 'b' })).rejects.toMatchObject({ kind: 'invalid' })
  })

  it.each([
    ['/run/user/1000/docker.sock', 'the rootless Docker socket answers'],
    ['/home/ann/.docker/run/docker.sock', 'the rootless Docker socket answers'],
    ['/var/run/docker.sock', 'the system Docker socket answers'],
    ['/run/user/1000/podman/podman.sock', "the user's Podman socket answers"],
    ['/run/podman/podman.sock', 'the system Podman socket answers'],
  ])('finds %s', async (path, why) => {
    const endpoint = { kind: 'socket', path }
    expect(await locate({}, { sockets: { [path]: 'accepts' } })).toEqual({
      address: `unix://${path}`,
      why,
      endpoint,
    })
  })

  it('passes over a socket that nobody listens on', async () => {
    const sockets = {
      '/var/run/docker.sock': 'connection refused',
      '/tmp/me/podman/podman.sock': 'accepts',
    } as const
    const environment = { XDG_RUNTIME_DIR: '/tmp/me' }
    expect(await locate({ environment }, { sockets })).toMatchObject({
      address: 'unix:///tmp/me/podman/podman.sock',
    })
  })

  it('tells what it tried', async () => {
    await expect(
      locate({}, { sockets: { '/var/run/docker.sock': 'permission denied' } }),
    ).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('unix:///var/run/docker.sock (permission denied)'),
    })
    await expect(locate({})).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('trusts NODE_EXTRA_CA_CERTS where no authority of its own is named', async () => {
    const environment = { DOCKER_TLS_VERIFY: '1', NODE_EXTRA_CA_CERTS: '/extra.pem' }
    const extraOf = async (files: Readonly<Record<string, string>>) => {
      const { endpoint } = await locate({ host: 'tcp://far:2376', environment }, { files })
      return endpoint.kind === 'tcp' ? endpoint.tls?.extraAuthorities?.toString() : undefined
    }
    expect(await extraOf({ '/extra.pem': 'EXTRA' })).toBe('EXTRA')
    expect(await extraOf({ '/extra.pem': 'EXTRA', '/home/ann/.docker/ca.pem': 'CA' })).toBeUndefined()
    expect(await extraOf({})).toBeUndefined()
  })

  it('reads the certificates that DOCKER_CERT_PATH names', async () => {
    const environment = { DOCKER_HOST: 'tcp://far', DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: '/certs' }
    const files = { '/certs/ca.pem': 'CA', '/certs/cert.pem': 'CERT', '/certs/key.pem': 'KEY' }
    expect((await locate({ environment }, { files })).endpoint).toEqual({
      kind: 'tcp',
      host: 'far',
      port: 2376,
      tls: { verify: true, ca: Buffer.from('CA'), cert: Buffer.from('CERT'), key: Buffer.from('KEY') },
    })
  })

  it.each([
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/other', { kind: 'socket', path: '//./pipe/other' }],
    ['far:80', { kind: 'tcp', host: 'far', port: 80 }],
    ['tcp://[::1]', { kind: 'tcp', host: '::1', port: 2375 }],
    ['https://far', { kind: 'tcp', host: 'far', port: 2376, tls: { verify: true } }],
    [
      'ssh://ann@far:2222/run/podman.sock',
      { kind: 'ssh', host: 'far', user: 'ann', port: 2222, socketPath: '/run/podman.sock' },
    ],
    ['ssh://far', { kind: 'ssh', host: 'far' }],
  ])('understands %s', async (host, endpoint) => {
    expect((await locate({ host })).endpoint).toEqual(endpoint)
  })

  it.each(['fd://', 'tcp://far/path', 'ssh://-oProxyCommand=x', 'ssh://ann:secret@far', 'tcp://a b'])(
    'refuses %s',
    async (host) => {
      await expect(locate({ host })).rejects.toMatchObject({ name: 'EngineError', kind: 'invalid' })
    },
  )
})
