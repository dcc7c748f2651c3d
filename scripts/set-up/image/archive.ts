import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { packTar } from 'modern-tar'
import { packLayer } from './layer.ts'
import type { Made } from './recipe.ts'

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm: 'arm', ia32: '386' }

/** Writes an image of one layer to `file`, in the form that "docker load" reads. */
export async function writeImageArchive(file: string, made: Made, tags: readonly string[]): Promise<void> {
  const layer = await packLayer(made.layer)
  const config = JSON.stringify({
    architecture: architectures[process.arch] ?? process.arch,
    os: 'linux',
    created: '2024-01-01T00:00:00Z',
    config: {
      ...made.config,
      Env: [`PATH=${path}`, ...(made.config.Env ?? [])],
      Labels: { 'dev.gantry.made-from': made.madeFrom },
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
    history: [{ created: '2024-01-01T00:00:00Z', created_by: `made from ${made.madeFrom}` }],
  })
  // With the registry's name in full, because Podman would otherwise put "localhost/" before it.
  const names = tags.map((tag) => `docker.io/library/${tag}`)
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: names, Layers: ['layer.tar'] }])
  const archive = await packTar([
    archived('manifest.json', manifest),
    archived('config.json', config),
    archived('layer.tar', layer),
  ])
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, archive)
  renameSync(`${file}.part`, file)
}

function archived(name: string, content: string | Uint8Array) {
  const body = new Uint8Array(Buffer.from(content))
  return { header: { name, size: body.length, mtime: new Date(0) }, body }
}
