import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../scripts/set-up/fingerprint.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-fingerprint-'))
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, 'src/a.ts'), 'one')
})
afterEach(() => rm(folder, { recursive: true }))

describe('fingerprint', () => {
  it('is the same for the same names and contents', () => {
    expect(fingerprint([folder])).toBe(fingerprint([folder]))
  })

  it('changes with a content', async () => {
    const before = fingerprint([folder])
    await writeFile(join(folder, 'src/a.ts'), 'two')
    expect(fingerprint([folder])).not.toBe(before)
  })

  it('changes with a name', async () => {
    const before = fingerprint([folder])
    await rename(join(folder, 'src/a.ts'), join(folder, 'src/b.ts'))
    expect(fingerprint([folder])).not.toBe(before)
  })

  it('takes a missing path for an empty one', () => {
    expect(fingerprint([join(folder, 'nowhere')])).toBe(fingerprint([]))
  })
})
