import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchRemote } from '../../src/remote/fetch-remote.ts'
import { startRegistry } from '../support/registry.ts'
import type { TestRegistry } from '../support/registry.ts'

const project = 'application/vnd.docker.compose.project'
const yaml = 'application/vnd.docker.compose.file+yaml'
const envFile = 'application/vnd.docker.compose.envfile'

let cache = ''
let registry: TestRegistry
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'gantry-remote-'))
  registry = await startRegistry()
})
afterEach(async () => {
  await registry[Symbol.asyncDispose]()
  await rm(cache, { recursive: true })
})

const layer = (mediaType: string, text: string, annotations: object = {}) => ({
  mediaType,
  digest: registry.addBlob(text),
  annotations,
})
const compose = (text: string) => layer(yaml, text, { 'com.docker.compose.file': 'any.yaml' })
const publish = (...layers: readonly object[]) => registry.addManifest('1', { artifactType: project, layers })

const fetchIt = (environment: Readonly<Record<string, string>> = {}, name = 'team/app:1') =>
  fetchRemote(`oci://${registry.host}/${name}`, {
    environment: { XDG_CACHE_HOME: cache, ...environment },
    login: async () => undefined,
  })

describe('fetching a published project', () => {
  it('puts its files beside each other, those of the project into one', async () => {
    const digest = publish(
      compose('a: 1'),
      compose('b: 2'),
      layer(yaml, 'c: 3', { 'com.docker.compose.extends': 'true', 'com.docker.compose.file': 'x.yaml' }),
      layer(envFile, 'A=1', { 'com.docker.compose.envfile': 'y.env' }),
      layer('application/x-other', 'nothing of ours'),
    )
    const file = await fetchIt()
    expect(file).toBe(join(cache, 'docker-compose', digest.slice('sha256:'.length), 'compose.yaml'))
    expect(await readFile(file, 'utf8')).toBe('a: 1\n---\nb: 2')
    expect((await readdir(dirname(file))).toSorted()).toEqual(['compose.yaml', 'x.yaml', 'y.env'])
  })

  it('fetches it only once', async () => {
    publish(compose('a: 1'))
    await fetchIt()
    const before = registry.requests.length
    await fetchIt()
    expect(registry.requests.slice(before)).toEqual(['GET /v2/team/app/manifests/1'])
  })

  it('finds the project beside images', async () => {
    const digest = publish(compose('a: 1'))
    registry.addManifest('1', { manifests: [{ digest: 'sha256:0' }, { artifactType: project, digest }] })
    expect(await readFile(await fetchIt(), 'utf8')).toBe('a: 1')
  })

  it('knows the form of older releases', async () => {
    const mediaType = 'application/vnd.docker.compose.config.empty.v1+json'
    registry.addManifest('1', { config: { mediaType }, layers: [compose('a: 1')] })
    expect(await readFile(await fetchIt(), 'utf8')).toBe('a: 1')
  })

  it.each(['../x.yaml', 'a/b.yaml', 'a\\b.yaml', '..', '', 'c:x.yaml', 'compose.yaml'])(
    'refuses a file named "%s"',
    async (name) => {
      const annotations = { 'com.docker.compose.extends': 'true', 'com.docker.compose.file': name }
      publish(compose('a: 1'), layer(yaml, 'b: 2', annotations))
      await expect(fetchIt()).rejects.toThrow('which leads out of its folder')
      expect(await readdir(join(cache, 'docker-compose'))).toEqual([])
    },
  )

  it('refuses images, indexes of images, and projects without a file', async () => {
    registry.addManifest('1', {
      config: { mediaType: 'application/vnd.oci.image.config.v1+json' },
      layers: [],
    })
    await expect(fetchIt()).rejects.toThrow('is not a Compose project')
    registry.addManifest('1', { manifests: [] })
    await expect(fetchIt()).rejects.toThrow('has images, but no Compose project')
    publish()
    await expect(fetchIt()).rejects.toThrow('has no Compose file')
  })

  it('is switched off by a variable', async () => {
    await expect(fetchIt({ COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false' })).rejects.toThrow(
      'is not fetched, because COMPOSE_EXPERIMENTAL_OCI_REMOTE is false',
    )
    await expect(fetchIt({ COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'maybe' })).rejects.toThrow(
      'must be true or false',
    )
    expect(registry.requests).toEqual([])
  })
})
