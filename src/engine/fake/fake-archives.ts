import { packTar, unpackTar } from 'modern-tar'
import type { ArchiveGateway, PathStat, Upload } from '../archive.ts'
import { EngineError } from '../errors.ts'
import { answer, containerOf, makeId } from './fake-world.ts'
import type { FakeContainer, FakeFile, FakeWorld } from './fake-world.ts'

/** Containers hold what was put into them; directories above it are there as needed. */
export function fakeArchives(world: FakeWorld): ArchiveGateway {
  return {
    stat: (subject, path, signal) =>
      answer(world, { method: 'archives.stat', subject, signal }, () =>
        statOf(containerOf(world, subject), path),
      ),
    get: async function* (subject, path, signal) {
      yield await answer(world, { method: 'archives.get', subject, signal }, () =>
        pack(containerOf(world, subject), normal(path)),
      )
    },
    put: (subject, upload, signal) =>
      answer(world, { method: 'archives.put', subject, signal }, () =>
        unpack(containerOf(world, subject), upload),
      ),
    commit: (subject, { reference }, signal) =>
      answer(world, { method: 'archives.commit', subject, signal }, () => {
        const id = `sha256:${makeId(world)}`
        const image = { ...containerOf(world, subject).image, id, digest: id }
        const { repository = id, tag = 'latest' } = reference ?? {}
        world.images.set(`${repository}:${tag}`, image)
        return id
      }),
    export: async function* (subject, signal) {
      yield await answer(world, { method: 'archives.export', subject, signal }, () =>
        pack(containerOf(world, subject), '/'),
      )
    },
  }
}

function normal(path: string): string {
  return `/${path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`
}

function statOf(container: FakeContainer, path: string): PathStat | undefined {
  const wanted = normal(path)
  const file = container.files.get(wanted)
  const name = wanted.slice(wanted.lastIndexOf('/') + 1)
  if (file !== undefined) {
    return { name, sizeBytes: file.bytes.length, kind: file.kind, mode: file.mode }
  }
  const isAbove =
    wanted === '/' || [...container.files.keys()].some((known) => known.startsWith(`${wanted}/`))
  return isAbove ? { name, sizeBytes: 4096, kind: 'directory', mode: 0o755 } : undefined
}

async function pack(container: FakeContainer, path: string): Promise<Uint8Array> {
  const parent = path.slice(0, path.lastIndexOf('/') + 1)
  const inside = path === '/' ? '/' : `${path}/`
  const files = [...container.files].filter(([known]) => known === path || known.startsWith(inside))
  if (files.length === 0 && path !== '/') {
    const message = `Could not find the file ${path} in container ${container.name}`
    throw new EngineError('not-found', message, { status: 404 })
  }
  return packTar(
    files.map(([known, { kind, mode, uid, gid, bytes }]) => ({
      header: {
        name: known.slice(parent.length) + (kind === 'directory' ? '/' : ''),
        type: kind === 'link' ? 'symlink' : kind,
        size: bytes.length,
        mode,
        uid,
        gid,
      },
      ...(kind === 'file' ? { body: bytes } : {}),
    })),
  )
}

async function unpack(container: FakeContainer, { directory, tar }: Upload): Promise<void> {
  const pieces: Uint8Array[] = []
  for await (const piece of tar) pieces.push(piece)
  const entries = await unpackTar(joined(pieces))
  for (const { header, data } of entries) {
    const path = normal(`${directory}/${header.name}`)
    const { type = 'file', mode = 0o644, uid = 0, gid = 0 } = header
    const kind: FakeFile['kind'] = type === 'directory' ? 'directory' : type === 'file' ? 'file' : 'link'
    container.files.set(path, { name: path, kind, mode, uid, gid, bytes: data ?? new Uint8Array() })
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
