import { describe, expect, it } from 'vitest'
import { parseReference } from '../../src/registry/reference.ts'
import { openRepository } from '../../src/registry/registry-client.ts'
import type { RepositoryReader } from '../../src/registry/registry-client.ts'
import type { Login } from '../../src/registry/authorise.ts'
import { startRegistry } from '../support/registry.ts'
import type { TestRegistry } from '../support/registry.ts'

function open({ host }: Pick<TestRegistry, 'host'>, login?: Login): RepositoryReader {
  return openRepository(parseReference(`${host}/team/app:1`), { login: async () => login })
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

describe('a registry on this machine', () => {
  it('gives manifests by tag and digest, and contents', async () => {
    await using registry = await startRegistry()
    const digest = registry.addManifest('1', { layers: [] })
    const blob = registry.addBlob('text')
    const repository = open(registry)
    expect(await repository.manifest('1')).toMatchObject({
      digest,
      mediaType: 'application/json',
      content: { layers: [] },
    })
    expect((await repository.manifest(digest)).digest).toBe(digest)
    expect((await repository.blob(blob, 4)).toString()).toBe('text')
  })

  it('is asked with name and password when it wants them', async () => {
    const accepts = basic('ann:secret')
    await using registry = await startRegistry({ challenge: 'Basic realm="x"', accepts })
    registry.addManifest('1', {})
    await open(registry, { username: 'ann', password: 'secret' }).manifest('1')
    expect(registry.requests).toEqual([
      'GET /v2/team/app/manifests/1',
      `GET /v2/team/app/manifests/1 ${accepts}`,
    ])
  })

  it.each<[string, Login | undefined, string]>([
    ['nobody', undefined, 'GET /token?service=s&scope=repository%3Ateam%2Fapp%3Apull'],
    [
      'a name and password',
      { username: 'ann', password: 'secret' },
      `GET /token?service=s&scope=repository%3Ateam%2Fapp%3Apull ${basic('ann:secret')}`,
    ],
    ['an identity token', { identitytoken: 'long' }, 'POST /token'],
  ])('is shown the token that its token service gives to %s', async (_, login, asked) => {
    await using registry = await startRegistry({
      challenge: 'Bearer realm="http://HOST/token",service="s"',
      accepts: 'Bearer t1',
      token: () => ({ access_token: 't1' }),
    })
    registry.addManifest('1', {})
    await open(registry, login).manifest('1')
    expect(registry.requests.slice(1)).toEqual([asked, 'GET /v2/team/app/manifests/1 Bearer t1'])
  })

  it.each([
    ['wants a login that nobody stored', { challenge: 'Basic realm="x"' }],
    ['gives no token', { challenge: 'Bearer realm="http://HOST/token"', token: () => undefined }],
    ['gives a token that it refuses', { challenge: 'Bearer realm="http://HOST/token"' }],
    ['says nothing useful', { challenge: 'Bearer' }],
  ])('is an error when it %s', async (_, options) => {
    await using registry = await startRegistry(options)
    await expect(open(registry).manifest('1')).rejects.toThrow(
      /^the registry .*(?:wants a login for|does not give) /,
    )
  })

  it('is an error when it is not there', async () => {
    const registry = await startRegistry()
    await registry[Symbol.asyncDispose]()
    await expect(open(registry).manifest('1')).rejects.toThrow(
      `the registry ${registry.host} cannot be reached`,
    )
  })

  it('is an error when it has no such thing, too much of it, or another', async () => {
    await using registry = await startRegistry()
    const digest = registry.addBlob('text')
    const repository = open(registry)
    await expect(repository.manifest('2')).rejects.toThrow('there is no "')
    await expect(repository.blob(digest, 3)).rejects.toThrow('has more than 3 bytes')
  })
})
