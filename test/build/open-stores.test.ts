import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStores, tagCaches } from '../../src/build/buildkit/open-stores.ts'
import { taggedDigest, tagContent } from '../../src/build/content/layout-index.ts'
import type { ImageBuild } from '../../src/build/image-build.ts'
import { prepareBuild, usualBuild } from '../../src/build/prepare-build.ts'
import type { Build } from '../../src/model/build.ts'
import { makeProject, makeService } from '../support/models.ts'

describe('the directories of a build that hold caches and images', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gantry-stores-'))
  })

  afterEach(() => rm(root, { recursive: true, force: true }))

  function prepared(build: Build): ImageBuild {
    const service = makeService({ build })
    return prepareBuild(service, {
      project: makeProject([service], { workingDirectory: root }),
      options: usualBuild,
      imageOf: ({ name }) => name,
      labels: {},
      proxies: {},
    })
  }

  it('reads a local cache by the digest its index has', () => {
    tagContent(join(root, 'cache'), 'main', { digest: 'sha256:1' })
    const { cacheFrom, stores } = openStores(
      prepared({ cache_from: ['type=local,src=cache,tag=main', 'type=local,src=absent', 'name'] }),
    )
    expect(cacheFrom).toEqual([
      { type: 'local', attributes: { src: join(root, 'cache'), tag: 'main', digest: 'sha256:1' } },
      { type: 'registry', attributes: { ref: 'name' } },
    ])
    expect([...stores.keys()]).toEqual([`local:${root}/cache`, `local:${root}/absent`])
  })

  it('gives the cache that was written its tag', () => {
    const image = prepared({ cache_to: ['type=local,dest=out'] })
    expect([...openStores(image).stores.keys()]).toEqual([`local:${root}/out`])
    tagCaches(image, { 'cache.manifest': JSON.stringify({ digest: 'sha256:2' }) })
    expect(taggedDigest(join(root, 'out'), 'latest')).toBe('sha256:2')
  })

  it('lends a directory with an image as a context', () => {
    tagContent(join(root, 'images/a'), 'v1', { digest: 'sha256:3' })
    const image = prepared({ additional_contexts: { base: 'oci-layout://images/a:v1' } })
    const { contexts, stores } = openStores(image)
    const [store = ''] = stores.keys()
    expect(contexts).toEqual({ 'context:base': `oci-layout://${store.slice(4)}:v1@sha256:3` })
  })

  it('says that there is no such image', () => {
    const image = prepared({ additional_contexts: { base: 'oci-layout:///not/there' } })
    expect(() => openStores(image)).toThrow('the build context "base" is no image')
  })

  it('says that a local cache has no directory', () => {
    expect(() => prepared({ cache_to: ['type=local'] })).toThrow('a local cache in cache_to has no "dest"')
  })
})

describe('the cache of GitHub', () => {
  const service = makeService({ build: { cache_to: ['type=gha,mode=max'] } })

  function cachesIn(environment: Readonly<Record<string, string>>): ImageBuild['cacheTo'] {
    return prepareBuild(service, {
      project: makeProject([service], { environment }),
      options: usualBuild,
      imageOf: ({ name }) => name,
      labels: {},
      proxies: {},
    }).cacheTo
  }

  it('is where the job was told', () => {
    const job = {
      ACTIONS_RUNTIME_TOKEN: 't',
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: 'https://r',
    }
    expect(cachesIn(job)).toEqual([
      { type: 'gha', attributes: { token: 't', url_v2: 'https://r', version: '2', mode: 'max' } },
    ])
  })

  it('is nowhere else', () => {
    expect(cachesIn({})).toEqual([])
  })
})
