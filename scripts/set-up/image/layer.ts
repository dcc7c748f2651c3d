import { packTar, unpackTar } from 'modern-tar'
import type { ParsedTarEntryWithData } from 'modern-tar'

/** The files of an image by path ("usr/bin/sh"), in the order in which they are packed. */
export type Layer = Map<string, ParsedTarEntryWithData>

// The same packages give the same image, byte for byte, whenever it is made.
const mtime = new Date('2024-01-01T00:00:00Z')
const unwanted = /^usr\/share\/(doc|man|info|locale|lintian|bug|menu|bash-completion)(\/|$)/

/** The bare minimum of a root file system: a merged /usr, the usual folders, and these users besides root. */
export function emptyLayer(
  users: readonly { readonly name: string; readonly id: number; readonly home: string }[],
): Layer {
  const layer: Layer = new Map()
  for (const folder of [
    'usr/bin',
    'usr/sbin',
    'usr/lib',
    'usr/lib64',
    'etc',
    'root',
    'home',
    'run',
    'proc',
    'sys',
    'dev',
    'var/tmp',
    'tmp',
  ])
    addFolder(layer, folder, folder.endsWith('tmp') ? { mode: 0o1777 } : {})
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) addLink(layer, folder, `usr/${folder}`)
  addLink(layer, 'var/run', '/run')
  const known = [{ name: 'root', id: 0, home: '/root' }, { name: 'nobody', id: 65534, home: '/' }, ...users]
  addFile(
    layer,
    'etc/passwd',
    known.map(({ name, id, home }) => `${name}:x:${id}:${id}:${name}:${home}:/bin/sh\n`).join(''),
  )
  addFile(layer, 'etc/group', known.map(({ name, id }) => `${name}:x:${id}:\n`).join(''))
  addFile(layer, 'etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n')
  return layer
}

/** Adds what a tar archive holds, without documentation; what lies in /bin, /sbin, /lib or /lib64 goes below /usr. */
export async function addArchive(layer: Layer, archive: Uint8Array): Promise<void> {
  for (const entry of await unpackTar(archive)) {
    const path = mergedPath(entry.header.name)
    const isLinkOfOurs = layer.get(path)?.header.type === 'symlink' && entry.header.type === 'directory'
    if (path === '' || unwanted.test(path) || isLinkOfOurs) continue
    const linkname =
      entry.header.type === 'link' && entry.header.linkname
        ? { linkname: mergedPath(entry.header.linkname) }
        : {}
    layer.set(path, { ...entry, header: { ...entry.header, ...linkname, name: path, mtime } })
  }
}

export function addFolder(
  layer: Layer,
  path: string,
  header: { readonly mode?: number; readonly owner?: number } = {},
): void {
  const { mode = 0o755, owner = 0 } = header
  layer.set(path, { header: { name: path, type: 'directory', size: 0, mode, uid: owner, gid: owner, mtime } })
}

export function addFile(layer: Layer, path: string, content: string | Uint8Array, mode = 0o644): void {
  const name = mergedPath(path)
  const data = new Uint8Array(Buffer.from(content))
  layer.set(name, { header: { name, type: 'file', size: data.length, mode, uid: 0, gid: 0, mtime }, data })
}

export function addLink(layer: Layer, path: string, target: string): void {
  layer.set(path, {
    header: { name: path, type: 'symlink', size: 0, linkname: target, mode: 0o777, uid: 0, gid: 0, mtime },
  })
}

export function dropPaths(layer: Layer, pattern: RegExp): void {
  for (const path of layer.keys()) if (pattern.test(path)) layer.delete(path)
}

/** The content of a file that must be there. */
export function readLayerFile(layer: Layer, path: string): Uint8Array {
  const data = layer.get(path)?.data
  if (!data) throw new Error(`the packages hold no file "${path}"`)
  return data
}

/** The layer as a tar archive. */
export function packLayer(layer: Layer): Promise<Uint8Array> {
  return packTar([...layer.values()])
}

function mergedPath(path: string): string {
  const plain = path.replace(/^(\.?\/)+|^\.$/, '').replace(/\/$/, '')
  return plain.replace(/^(bin|sbin|lib|lib64)\//, 'usr/$1/')
}
