import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileReader } from '../../src/load/file-reader.ts'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gantry-reader-'))
})

afterEach(async () => {
  await chmod(directory, 0o700)
  await rm(directory, { recursive: true })
})

describe('createFileReader', () => {
  it('reads a file', async () => {
    await writeFile(join(directory, 'compose.yaml'), 'name: é\n')
    const reader = createFileReader(() => Readable.from([]))
    expect(await reader.read(join(directory, 'compose.yaml'))).toBe('name: é\n')
  })

  it('reads all of standard input, whole characters', async () => {
    const bytes = Buffer.from('name: é\n')
    const reader = createFileReader(() => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]))
    expect(await reader.read('-')).toBe('name: é\n')
  })

  it('says where links lead', async () => {
    await symlink('.', join(directory, 'here'))
    await symlink('nowhere', join(directory, 'broken'))
    const reader = createFileReader(() => Readable.from([]))
    const targets = ['here', 'broken', 'none', ''].map(async (name) =>
      reader.linkTarget?.(join(directory, name)),
    )
    expect(await Promise.all(targets)).toEqual([await realpath(directory), undefined, undefined, undefined])
  })

  it('has nothing where there is no file', async () => {
    await mkdir(join(directory, '.env'))
    const reader = createFileReader(() => Readable.from([]))
    const paths = ['nope', '.env', 'nope/compose.yaml'].map((path) => join(directory, path))
    expect(await Promise.all(paths.map((path) => reader.read(path)))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('says why a file cannot be read', async () => {
    const reader = createFileReader(() => Readable.from([]))
    const path = join(directory, 'x'.repeat(300))
    await expect(reader.read(path)).rejects.toMatchObject({
      code: 'CMP102',
      message: `"${path}" cannot be read (name too long)`,
    })
  })

  it('gives up when it is cancelled', async () => {
    const controller = new AbortController()
    controller.abort(new Error('stopped'))
    await expect(
      createFileReader(() => Readable.from([])).read(join(directory, 'x'), controller.signal),
    ).rejects.toThrow()
  })
})
