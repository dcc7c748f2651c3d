import { unpackTar } from 'modern-tar'
import { describe, expect, it } from 'vitest'
import { tarStream, type ArchiveEntry } from '../../src/build/classic/tar-stream.ts'
import { walkTree } from '../../src/build/context/walk-tree.ts'
import { treeOf } from './tree-of.ts'

async function* entriesOf(paths: readonly string[], sizeBytes?: number): AsyncGenerator<ArchiveEntry> {
  const tree = treeOf(paths)
  for await (const entry of walkTree(tree, { includes: [], excludes: [] }))
    yield { entry: sizeBytes === undefined ? entry : { ...entry, sizeBytes }, read: tree.read }
}

async function bytesOf(entries: AsyncIterable<ArchiveEntry>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of tarStream(entries)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const long = `${'d'.repeat(60)}/${'e'.repeat(60)}`

describe('tarStream', () => {
  it('is an archive that others read', async () => {
    const archive = await bytesOf(entriesOf(['a/b', 'link -> a/b', `${long}/ü`]))
    const found = await unpackTar(Buffer.from(archive))
    expect(
      found.map(({ header, data }) => [
        header.name,
        header.type,
        header.linkname,
        Buffer.from(data ?? []).toString(),
      ]),
    ).toEqual([
      ['a/', 'directory', '', ''],
      ['a/b', 'file', '', 'a/b'],
      [`${'d'.repeat(60)}/`, 'directory', '', ''],
      [`${long}/`, 'directory', '', ''],
      [`${long}/ü`, 'file', '', `${long}/ü`],
      ['link', 'symlink', 'a/b', ''],
    ])
  })

  it('is made of whole blocks', async () => {
    expect((await bytesOf(entriesOf(['a', 'b/c']))).length % 512).toBe(0)
  })

  it('keeps to the size it told when a file grows', async () => {
    const [entry] = await unpackTar(Buffer.from(await bytesOf(entriesOf(['abcdef'], 3))))
    expect(Buffer.from(entry?.data ?? []).toString()).toBe('abc')
  })

  it('fails when a file shrinks', async () => {
    await expect(bytesOf(entriesOf(['abc'], 10))).rejects.toThrow('"abc" has become shorter')
  })
})
