import { describe, expect, it } from 'vitest'
import { encodeLogin, registryAuth, registryOf } from '../../src/engine/docker/credentials.ts'
import { registryConfig } from '../../src/engine/docker/registry-config.ts'
import type { Places } from '../../src/engine/docker/places.ts'

function places(config: object): Places {
  return {
    home: '/home/ann',
    isWindows: false,
    userId: () => 1000,
    read: (path) =>
      Promise.resolve(
        path === '/home/ann/.docker/config.json' ? Buffer.from(JSON.stringify(config)) : undefined,
      ),
    probe: () => Promise.resolve('no such file'),
  }
}

async function login(
  reference: string,
  config: object,
  helper: (name: string, registry: string) => string | undefined = () => undefined,
): Promise<unknown> {
  const get = (name: string, registry: string) => Promise.resolve(helper(name, registry))
  const helpers = { get, list: () => Promise.resolve(undefined) }
  const auth = await registryAuth(reference, { environment: {}, places: places(config), helpers })
  return auth === undefined ? undefined : JSON.parse(Buffer.from(auth, 'base64url').toString())
}

const auth = Buffer.from('ann:se:cret').toString('base64')

describe('registryAuth', () => {
  it('is nothing where nothing is stored', async () => {
    expect(await login('busybox', {})).toBeUndefined()
    expect(await login('other.example/app', { auths: { 'registry.example': { auth } } })).toBeUndefined()
  })

  it('is what "docker login" wrote down', async () => {
    const expected = { username: 'ann', password: 'se:cret', serveraddress: 'registry.example:5000' }
    expect(
      await login('registry.example:5000/app:1', { auths: { 'registry.example:5000': { auth } } }),
    ).toEqual(expected)
    expect(
      await login('registry.example:5000/app:1', {
        auths: { 'https://registry.example:5000/v2/': { auth } },
      }),
    ).toEqual(expected)
  })

  it('is filled up to whole groups of four characters, and fit for addresses', () => {
    expect(encodeLogin({ a: 'b' })).toBe('eyJhIjoiYiJ9')
    expect(encodeLogin({ a: 'bc' })).toBe('eyJhIjoiYmMifQ==')
    expect(encodeLogin({ a: '??>' })).toBe('eyJhIjoiPz8-In0=')
  })

  it('knows Docker Hub by its old name', async () => {
    const config = { auths: { 'https://index.docker.io/v1/': { auth } } }
    expect(await login('busybox', config)).toMatchObject({
      username: 'ann',
      serveraddress: 'https://index.docker.io/v1/',
    })
    expect(await login('docker.io/library/busybox', config)).toMatchObject({ username: 'ann' })
  })

  it('asks the helper of the registry, else the one for all', async () => {
    const config = { credHelpers: { 'a.example': 'special' }, credsStore: 'usual' }
    const helper = (name: string, registry: string) => JSON.stringify({ Username: name, Secret: registry })
    expect(await login('a.example/app', config, helper)).toMatchObject({
      username: 'special',
      password: 'a.example',
    })
    expect(await login('b.example/app', config, helper)).toMatchObject({
      username: 'usual',
      password: 'b.example',
    })
  })

  it('takes the secret of "<token>" for an identity token', async () => {
    const helper = () => JSON.stringify({ Username: '<token>', Secret: 'xyz' })
    expect(await login('a.example/app', { credsStore: 'usual' }, helper)).toEqual({
      identitytoken: 'xyz',
      serveraddress: 'a.example',
    })
  })

  it('takes an identity token that is stored in the file without the name beside it', async () => {
    const placeholder = Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64')
    const auths = { 'a.example': { auth: placeholder, identitytoken: 'xyz' } }
    expect(await login('a.example/app', { auths })).toEqual({
      identitytoken: 'xyz',
      serveraddress: 'a.example',
    })
  })

  it('reads what is stored in the file where the helper has nothing', async () => {
    expect(
      await login('a.example/app', { credsStore: 'usual', auths: { 'a.example': { auth } } }),
    ).toMatchObject({ username: 'ann' })
  })

  it('says which helper is missing', async () => {
    const surroundings = { environment: {}, places: places({ credsStore: 'gantry-test-missing' }) }
    await expect(registryAuth('busybox', surroundings)).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('docker-credential-gantry-test-missing'),
    })
  })
})

describe('registryOf', () => {
  it.each([
    ['busybox', 'https://index.docker.io/v1/'],
    ['team/app:1', 'https://index.docker.io/v1/'],
    ['localhost/app', 'localhost'],
    ['registry:5000/app@sha256:abc', 'registry:5000'],
  ])('of %s is %s', (reference, registry) => {
    expect(registryOf(reference)).toBe(registry)
  })
})

describe('registryConfig', () => {
  it('has all logins, whoever keeps them', async () => {
    const config = {
      auths: { 'registry.example': { auth }, 'stored.example': {} },
      credHelpers: { 'helped.example': 'one', 'broken.example': 'two' },
      credsStore: 'store',
    }
    const helpers = {
      get: (name: string, registry: string) =>
        name === 'two'
          ? Promise.reject(new Error('locked'))
          : Promise.resolve(
              registry === 'registry.example'
                ? undefined
                : JSON.stringify({ Username: name, Secret: registry }),
            ),
      list: () => Promise.resolve(JSON.stringify({ 'listed.example': 'ann' })),
    }
    const encoded = await registryConfig({ environment: {}, places: places(config), helpers })
    expect(JSON.parse(Buffer.from(encoded ?? '', 'base64url').toString())).toMatchObject({
      'registry.example': { username: 'ann', password: 'se:cret' },
      'stored.example': { username: 'store', password: 'stored.example' },
      'helped.example': { username: 'one', password: 'helped.example' },
      'listed.example': { username: 'store', password: 'listed.example' },
    })
  })

  it('is nothing where nothing is stored', async () => {
    expect(await registryConfig({ environment: {}, places: places({}) })).toBeUndefined()
  })
})
