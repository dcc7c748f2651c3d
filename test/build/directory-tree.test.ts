import { link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directoryTree } from '../../src/build/context/directory-tree.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

describe('directoryTree', () => {
  let place: TemporaryDirectory

  beforeEach(async () => {
    place = await TemporaryDirectory.create()
    await mkdir(place.join('deep'))
  })

  afterEach(() => place[Symbol.asyncDispose]())

  async function contentOf(path: string): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    for await (const piece of directoryTree(place.path).read(path)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  it('lists files, directories and links with what a build needs to know', async () => {
    await writeFile(place.join('deep/a'), 'text', { mode: 0o640 })
    await link(place.join('deep/a'), place.join('deep/b'))
    await symlink('a', place.join('deep/c'))
    const [first, second, third] = await directoryTree(place.path).list('deep')
    expect(first).toMatchObject({ path: 'deep/a', kind: 'file', mode: 0o640, sizeBytes: 4 })
    expect(second?.identity).toBe(first?.identity)
    expect(third).toMatchObject({ path: 'deep/c', kind: 'link', target: 'a' })
    expect((await directoryTree(place.path).list('')).map(({ path }) => path)).toEqual(['deep'])
  })

  it.each([0, 1, 65_535, 65_536, 65_537, 300_000])('reads a file of %d bytes', async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251))
    await writeFile(place.join('file'), bytes)
    expect((await contentOf('file')).equals(bytes)).toBe(true)
  })

  it('reads several files at once', async () => {
    await writeFile(place.join('one'), 'x'.repeat(100_000))
    await writeFile(place.join('two'), 'y'.repeat(100_000))
    const [one, two] = await Promise.all([contentOf('one'), contentOf('two')])
    expect([one?.toString(), two?.toString()]).toEqual(['x'.repeat(100_000), 'y'.repeat(100_000)])
  })

  it('finds nothing where nothing is', async () => {
    await writeFile(place.join('file'), '')
    const tree = directoryTree(place.path)
    expect([await tree.find('absent'), await tree.find('file/below')]).toEqual([undefined, undefined])
  })
})
