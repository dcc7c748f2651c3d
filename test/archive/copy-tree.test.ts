import { chmod, link, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packTar, type TarEntry } from 'modern-tar'
import { describe, expect, it } from 'vitest'
import { packTree } from '../../src/archive/pack-tree.ts'
import { unpackTree } from '../../src/archive/unpack-tree.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

/** Every path below a directory with what is there: `l/k -> target`, `dir/ 755`, `file 644 content`. */
async function listing(root: string, below = ''): Promise<readonly string[]> {
  const names = await readdir(join(root, below))
  const lines = await Promise.all(names.toSorted().map((name) => lines1(root, join(below, name))))
  return lines.flat()
}

async function lines1(root: string, path: string): Promise<readonly string[]> {
  const found = await lstat(join(root, path))
  const mode = (found.mode & 0o7777).toString(8)
  if (found.isSymbolicLink()) return [`${path} -> ${await readlink(join(root, path))}`]
  if (found.isDirectory()) return [`${path}/ ${mode}`, ...(await listing(root, path))]
  const text = await readFile(join(root, path), 'utf8')
  return [
    `${path} ${mode} ${text.length > 20 ? `(${text.length})` : text}${found.nlink > 1 ? ' shared' : ''}`,
  ]
}

async function* archive(...entries: readonly TarEntry[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield await packTar(entries)
}

const text = (name: string, body: string): TarEntry => ({ header: { name, size: body.length }, body })

async function twoFolders(): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.create()
  await mkdir(directory.join('from'))
  await mkdir(directory.join('to'))
  return directory
}

describe('packTree and unpackTree', () => {
  it('copy files, folders, links and modes', async () => {
    await using directory = await twoFolders()
    const from = (...names: readonly string[]) => directory.join('from', ...names)
    await mkdir(from('sub', 'empty'), { recursive: true })
    await writeFile(from('run.sh'), 'echo', { mode: 0o755 })
    await link(from('run.sh'), from('sub', 'also'))
    await symlink('../run.sh', from('sub', 'link'))
    await symlink('/no/where', from('dangling'))
    await writeFile(from('a\\b'), 'backslash')
    await writeFile(from('large'), 'x'.repeat(300_000))
    await writeFile(from('n'.repeat(150)), 'long name')
    await chmod(from('sub'), 0o500)
    const tar = packTree({ path: from(), name: 'copy' })
    await unpackTree(tar, { directory: directory.join('to'), name: 'copy', isNamed: true })
    await chmod(from('sub'), 0o700)
    await chmod(directory.join('to', 'copy', 'sub'), 0o700)
    expect(await listing(directory.join('to', 'copy'))).toEqual(await listing(from()))
  })

  it('put contents straight into the place', async () => {
    await using directory = await twoFolders()
    await writeFile(directory.join('from', 'one'), '1')
    const to = directory.join('to')
    await unpackTree(packTree({ path: directory.join('from') }), { directory: to, isNamed: false })
    expect(await listing(to)).toEqual(['one 644 1'])
  })

  it('give contents a name of their own', async () => {
    await using directory = await twoFolders()
    const to = directory.join('to')
    const place = { directory: to, name: 'new', isNamed: false }
    await unpackTree(archive(text('./one', '1')), place)
    expect(await listing(to)).toEqual(['new/ 755', 'new/one 644 1'])
  })
})

describe('unpackTree', () => {
  it.each([
    ['above the folder', archive(text('../evil', 'x'))],
    ['above the folder from below', archive(text('a/../../evil', 'x'))],
    ['through a link of its own', archive(linkTo('a', '..'), text('a/evil', 'x'))],
    ['through a link that leads anywhere', archive(linkTo('a', '/tmp'), text('a/evil', 'x'))],
    [
      'a link to a file above',
      archive({ header: { name: 'a', type: 'link', linkname: '../from/own', size: 0 } }),
    ],
  ])('refuses to write %s', async (_what, tar) => {
    await using directory = await twoFolders()
    await writeFile(directory.join('from', 'own'), 'mine')
    const unpacked = unpackTree(tar, { directory: directory.join('to'), isNamed: false })
    await expect(unpacked).rejects.toMatchObject({ code: 'CMP421' })
    expect(await readdir(directory.path)).toEqual(['from', 'to'])
    expect(await listing(directory.join('from'))).toEqual(['own 644 mine'])
  })

  it('replaces a link that is there instead of writing through it', async () => {
    await using directory = await twoFolders()
    await writeFile(directory.join('from', 'own'), 'mine')
    await symlink(directory.join('from', 'own'), directory.join('to', 'a'))
    await unpackTree(archive(text('a', 'new')), { directory: directory.join('to'), isNamed: false })
    expect(await listing(directory.join('to'))).toEqual(['a 644 new'])
    expect(await listing(directory.join('from'))).toEqual(['own 644 mine'])
  })

  it('never puts a file in the place of a folder', async () => {
    await using directory = await twoFolders()
    await mkdir(directory.join('to', 'a'))
    const unpacked = unpackTree(archive(text('a', 'x')), { directory: directory.join('to'), isNamed: false })
    await expect(unpacked).rejects.toThrow('is a folder here and none in the container')
  })

  it('names what it leaves out', async () => {
    await using directory = await twoFolders()
    const pipe: TarEntry = { header: { name: 'pipe', type: 'fifo', size: 0 } }
    const { leftOut } = await unpackTree(archive(pipe, text('b', 'x')), {
      directory: directory.join('to'),
      isNamed: false,
    })
    expect(leftOut).toEqual(['pipe'])
    expect(await listing(directory.join('to'))).toEqual(['b 644 x'])
  })
})

function linkTo(name: string, linkname: string): TarEntry {
  return { header: { name, type: 'symlink', linkname, size: 0 } }
}
