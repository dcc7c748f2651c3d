import { packTar, unpackTar } from 'modern-tar'
import { describe, expect, it } from 'vitest'
import {
  addArchive,
  addFile,
  addFolder,
  emptyLayer,
  packLayer,
  readLayerFile,
} from '../../scripts/set-up/image/layer.ts'

function archive(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  return packTar(Object.entries(files).map(([name, body]) => ({ header: { name, size: body.length }, body })))
}

describe('a layer', () => {
  it('puts what lies in /bin and /lib below /usr, where those are links', async () => {
    const layer = emptyLayer([])
    await addArchive(layer, await archive({ './bin/sh': 'shell', './lib/x/libc.so': 'library' }))
    expect([...layer.keys()].filter((path) => /sh$|\.so$/.test(path))).toEqual([
      'usr/bin/sh',
      'usr/lib/x/libc.so',
    ])
    expect(layer.get('bin')?.header).toMatchObject({ type: 'symlink', linkname: 'usr/bin' })
  })

  it('keeps hard links pointing at the moved file', async () => {
    const layer = emptyLayer([])
    const header = { name: './bin/b', size: 0, type: 'link', linkname: './bin/a' } as const
    await addArchive(layer, await packTar([{ header }]))
    expect(layer.get('usr/bin/b')?.header.linkname).toBe('usr/bin/a')
  })

  it('leaves out documentation', async () => {
    const layer = emptyLayer([])
    await addArchive(layer, await archive({ './usr/share/doc/x/README': 'text', './usr/share/docs': 'kept' }))
    expect([...layer.keys()].filter((path) => path.startsWith('usr/share'))).toEqual(['usr/share/docs'])
  })

  it('does not replace a link of the root by a folder of the same name', async () => {
    const layer = emptyLayer([])
    await addArchive(layer, await packTar([{ header: { name: './bin/', size: 0, type: 'directory' } }]))
    expect(layer.get('bin')?.header.type).toBe('symlink')
  })

  it('knows the users it was given, besides root and nobody', () => {
    const users = [{ name: 'postgres', id: 999, home: '/var/lib/postgresql' }]
    const passwd = Buffer.from(readLayerFile(emptyLayer(users), 'etc/passwd')).toString()
    expect(passwd).toContain('postgres:x:999:999:postgres:/var/lib/postgresql:/bin/sh\n')
  })

  it('packs to the same bytes each time, with owners and modes', async () => {
    const layer = emptyLayer([])
    addFile(layer, 'bin/run', '#!/bin/sh\n', 0o755)
    addFolder(layer, 'var/state', { owner: 999, mode: 0o1777 })
    const packed = await packLayer(layer)
    const headers = (await unpackTar(packed)).map(({ header }) => header)
    expect(headers.find(({ name }) => name === 'usr/bin/run')).toMatchObject({ mode: 0o755, uid: 0 })
    expect(headers.find(({ name }) => name.startsWith('var/state'))).toMatchObject({
      mode: 0o1777,
      uid: 999,
      gid: 999,
    })
    expect(Buffer.from(await packLayer(layer)).equals(Buffer.from(packed))).toBe(true)
  })

  it('says which file the packages lack', () => {
    expect(() => readLayerFile(emptyLayer([]), 'usr/bin/busybox')).toThrow(
      'the packages hold no file "usr/bin/busybox"',
    )
  })
})
