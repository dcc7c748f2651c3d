import { describe, expect, it } from 'vitest'
import type { Login } from '../../src/registry/authorise.ts'
import { parseReference } from '../../src/registry/reference.ts'
import { openForWriting } from '../../src/registry/registry-writer.ts'
import type { RepositoryWriter } from '../../src/registry/registry-writer.ts'
import { startRegistry } from '../support/registry.ts'
import type { TestRegistry } from '../support/registry.ts'

const notices: string[] = []

function open({ host }: TestRegistry, repository = 'team/new', login?: Login): RepositoryWriter {
  return openForWriting(parseReference(`${host}/${repository}:1`), {
    login: async () => login,
    delay: async () => undefined,
    onNotice: (text) => void notices.push(text),
  })
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('writing to a registry', () => {
  it('uploads a content once', async () => {
    await using registry = await startRegistry()
    const repository = open(registry)
    const digest = await repository.addBlob(bytes('text'))
    await repository.addBlob(bytes('text'))
    expect(registry.content(`/v2/team/new/blobs/${digest}`)).toBe('text')
    expect(registry.requests.map((request) => request.split('?')[0])).toEqual([
      `HEAD /v2/team/new/blobs/${digest}`,
      'POST /v2/team/new/blobs/uploads/',
      'PUT /v2/team/new/blobs/uploads/1',
      `HEAD /v2/team/new/blobs/${digest}`,
    ])
  })

  it('keeps manifests by name', async () => {
    await using registry = await startRegistry()
    await open(registry).putManifest('1', bytes('{"a":1}'), 'application/json')
    expect((await open(registry).manifest('1')).content).toEqual({ a: 1 })
  })

  it('takes contents over within a registry', async () => {
    await using registry = await startRegistry()
    const digest = registry.addBlob('layer')
    await open(registry).copyBlob(digest, parseReference(`${registry.host}/team/app:1`))
    expect(registry.content(`/v2/team/new/blobs/${digest}`)).toBe('layer')
    expect(registry.requests.filter((request) => request.startsWith('GET'))).toEqual([])
  })

  it('brings contents from one registry to another', async () => {
    await using from = await startRegistry()
    await using to = await startRegistry()
    const digest = from.addBlob('layer')
    await open(to).copyBlob(digest, parseReference(`${from.host}/team/app:1`))
    expect(to.content(`/v2/team/new/blobs/${digest}`)).toBe('layer')
  })

  it('shows the login that is stored', async () => {
    const accepts = `Basic ${Buffer.from('ann:secret').toString('base64')}`
    await using registry = await startRegistry({ challenge: 'Basic realm="x"', accepts })
    const digest = await open(registry, 'team/new', { username: 'ann', password: 'secret' }).addBlob(
      bytes('text'),
    )
    expect(registry.content(`/v2/team/new/blobs/${digest}`)).toBe('text')
  })

  it('asks for a token for writing', async () => {
    await using registry = await startRegistry({
      challenge: 'Bearer realm="http://HOST/token",service="s"',
      accepts: 'Bearer t1',
      token: () => ({ access_token: 't1' }),
    })
    await open(registry).putManifest('1', bytes('{}'), 'application/json')
    expect(registry.requests).toContain('GET /token?service=s&scope=repository%3Ateam%2Fnew%3Apull%2Cpush')
  })

  it('explains that a login is missing', async () => {
    await using registry = await startRegistry({ challenge: 'Basic realm="x"' })
    await expect(open(registry).addBlob(bytes('text'))).rejects.toMatchObject({
      code: 'CMP124',
      message: `the registry ${registry.host} wants a login for "team/new"`,
      hint: `log in first: docker login ${registry.host}`,
    })
  })
})

describe('a busy registry', () => {
  const isUpload = (request: string): boolean => request.startsWith('POST')

  it('is asked again, said aloud', async () => {
    notices.length = 0
    await using registry = await startRegistry({ failing: { statuses: [429, 503], when: isUpload } })
    const digest = await open(registry).addBlob(bytes('text'))
    expect(registry.content(`/v2/team/new/blobs/${digest}`)).toBe('text')
    expect(notices).toEqual([
      `The registry ${registry.host} answered 429. Trying again in 1 s, attempt 2 of 4`,
      `The registry ${registry.host} answered 503. Trying again in 2 s, attempt 3 of 4`,
    ])
  })

  it('is given up after four attempts', async () => {
    const failing = { statuses: [502, 502, 502, 502], when: isUpload }
    await using registry = await startRegistry({ failing })
    await expect(open(registry).addBlob(bytes('text'))).rejects.toMatchObject({
      message: `the registry ${registry.host} answered 502 for "${registry.host}/team/new:1"`,
    })
    expect(registry.requests.filter(isUpload)).toHaveLength(4)
  })
})
