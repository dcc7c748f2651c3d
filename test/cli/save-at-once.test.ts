import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { saveAtOnce } from '../../src/cli/save-at-once.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

async function* pieces(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

async function* broken(): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from('half'))
  throw new Error('the engine went away')
}

describe('a file that is saved at once', () => {
  it('replaces what was there', async () => {
    await using folder = await TemporaryDirectory.create()
    await writeFile(folder.join('plan.json'), 'old')
    await saveAtOnce(folder.join('plan.json'), pieces('new', 'er'))
    expect(await readFile(folder.join('plan.json'), 'utf8')).toBe('newer')
    expect(await readdir(folder.path)).toEqual(['plan.json'])
  })

  it('is left alone where its contents end too early', async () => {
    await using folder = await TemporaryDirectory.create()
    await writeFile(folder.join('plan.json'), 'old')
    await expect(saveAtOnce(folder.join('plan.json'), broken())).rejects.toThrow('went away')
    expect(await readFile(folder.join('plan.json'), 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['plan.json'])
  })

  it('is written where a link points to', async () => {
    await using folder = await TemporaryDirectory.create()
    await writeFile(folder.join('real.json'), 'old')
    await symlink('real.json', folder.join('link.json'))
    await saveAtOnce(folder.join('link.json'), pieces('new'))
    expect(await readFile(folder.join('real.json'), 'utf8')).toBe('new')
  })

  it('is not made of a device, which gets the pieces', async () => {
    await saveAtOnce('/dev/null', pieces('new'))
    expect(await readdir('/dev')).not.toContain(`null.part-${process.pid}`)
    expect(await readFile('/dev/null', 'utf8')).toBe('')
  })

  it('is refused in the place of a folder, and in one that is not there', async () => {
    await using folder = await TemporaryDirectory.create()
    await mkdir(folder.join('plans'))
    await expect(saveAtOnce(folder.join('plans'), pieces('new'))).rejects.toMatchObject({
      code: 'CMP122',
      message: `"${folder.join('plans')}" cannot be written (it is a folder)`,
    })
    await expect(saveAtOnce(folder.join('nowhere', 'a'), pieces('new'))).rejects.toMatchObject({
      code: 'CMP122',
      message: `"${folder.join('nowhere', 'a')}" cannot be written (no such file or directory)`,
    })
  })
})
