import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentStore } from '../../../src/build/content/content-store.ts'

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

describe('contentStore', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gantry-content-'))
  })

  afterEach(() => rm(root, { recursive: true, force: true }))

  async function kept(...pieces: readonly string[]): Promise<string> {
    await using writer = await contentStore(root).write('layer')
    for (const piece of pieces) await writer.add(Buffer.from(piece))
    return await writer.keep('')
  }

  async function textOf(digest: string, offset: number, size: number): Promise<string> {
    const pieces: Uint8Array[] = []
    for await (const piece of contentStore(root).read(digest, { offset, size })) pieces.push(piece)
    return Buffer.concat(pieces).toString('utf8')
  }

  it('keeps what is written under its digest', async () => {
    const digest = await kept('some', 'thing')
    expect([digest, await contentStore(root).sizeOf(digest)]).toEqual([digestOf('something'), 9])
    expect(await readdir(join(root, 'blobs/sha256'))).toEqual([digest.slice(7)])
    expect(await readdir(join(root, 'ingest'))).toEqual([])
  })

  it.each([
    [0, 0, 'something'],
    [4, 0, 'thing'],
    [4, 2, 'th'],
    [20, 5, ''],
  ])('reads from %d on, %d bytes', async (offset, size, text) => {
    expect(await textOf(await kept('something'), offset, size)).toBe(text)
  })

  it('keeps nothing that is not what was promised', async () => {
    const writing = (async () => {
      await using writer = await contentStore(root).write('layer')
      await writer.add(Buffer.from('other'))
      await writer.keep(digestOf('something'))
    })()
    await expect(writing).rejects.toThrow('was promised')
    expect(await readdir(root, { recursive: true })).toEqual(['ingest'])
  })

  it('reads nothing beside its contents', async () => {
    await expect(contentStore(root).sizeOf('sha256:../../../etc/passwd')).rejects.toThrow('is no digest')
  })
})
