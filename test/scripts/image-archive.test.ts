import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackTar } from 'modern-tar'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeImageArchive } from '../../scripts/set-up/image/archive.ts'
import { emptyLayer } from '../../scripts/set-up/image/layer.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'gantry-archive-'))))
afterEach(() => rm(folder, { recursive: true }))

it('writes an archive that "docker load" reads: manifest, config and a layer whose digest the config names', async () => {
  const file = join(folder, 'images', 'one.tar')
  const made = { layer: emptyLayer([]), config: { Cmd: ['sh'], Env: ['A=1'] }, madeFrom: 'one 1.0' }
  await writeImageArchive(file, made, ['one:1', 'one:latest'])
  const entries = await unpackTar(await readFile(file))
  const text = (name: string): string =>
    Buffer.from(entries.find(({ header }) => header.name === name)?.data ?? []).toString()
  const layer = entries.find(({ header }) => header.name === 'layer.tar')?.data ?? new Uint8Array()
  expect(JSON.parse(text('manifest.json'))).toEqual([
    {
      Config: 'config.json',
      RepoTags: ['docker.io/library/one:1', 'docker.io/library/one:latest'],
      Layers: ['layer.tar'],
    },
  ])
  expect(JSON.parse(text('config.json'))).toMatchObject({
    os: 'linux',
    config: {
      Cmd: ['sh'],
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'A=1'],
      Labels: { 'dev.gantry.made-from': 'one 1.0' },
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
  })
  expect(await readdir(join(folder, 'images'))).toEqual(['one.tar'])
})
