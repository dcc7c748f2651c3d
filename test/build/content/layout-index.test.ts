import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tagContent, taggedDigest } from '../../../src/build/content/layout-index.ts'

describe('the index of a layout directory', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gantry-layout-'))
  })

  afterEach(() => rm(root, { recursive: true, force: true }))

  it('has nothing where there is no directory', () => {
    expect(taggedDigest(join(root, 'absent'), 'latest')).toBeUndefined()
  })

  it('gives a tag to one content only', async () => {
    const cache = join(root, 'cache')
    tagContent(cache, 'latest', { digest: 'sha256:1' })
    tagContent(cache, 'main', { digest: 'sha256:2' })
    tagContent(cache, 'latest', { digest: 'sha256:3', size: 7 })
    expect(['latest', 'main'].map((tag) => taggedDigest(cache, tag))).toEqual(['sha256:3', 'sha256:2'])
    expect(JSON.parse(await readFile(join(cache, 'index.json'), 'utf8'))).toMatchObject({
      schemaVersion: 2,
      manifests: [{ digest: 'sha256:2' }, { digest: 'sha256:3', size: 7 }],
    })
  })

  it('reads names as containerd writes them', async () => {
    const annotations = { 'io.containerd.image.name': 'docker.io/library/busybox:1.36' }
    const index = { manifests: [{ digest: 'sha256:4', annotations }] }
    await writeFile(join(root, 'index.json'), JSON.stringify(index))
    expect(taggedDigest(root, '1.36')).toBe('sha256:4')
  })

  it('says that a file is no index', async () => {
    await writeFile(join(root, 'index.json'), 'x')
    expect(() => taggedDigest(root, 'latest')).toThrow(`${root}/index.json is no index of contents`)
  })
})
