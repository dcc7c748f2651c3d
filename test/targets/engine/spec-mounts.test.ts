import { describe, expect, it } from 'vitest'
import type { ObservedMount } from '../../../src/engine/observed.ts'
import type { Mount } from '../../../src/model/mount.ts'
import { mountsOf, tmpfsOf, type Mounted } from '../../../src/targets/engine/spec-mounts.ts'
import { makeProject, makeService } from '../../support/models.ts'

const anonymousName = 'd4d6f6a0bda22539f5cc0bede65bcab5754b38db72c536ae6323b63a7d3c4c16'

function mounted(volumes: readonly Mount[], inherit: readonly ObservedMount[] = []): Mounted {
  const service = makeService({ volumes })
  const other = makeService({ name: 'other', image: 'nginx' })
  const named = { name: 'shop_data' }
  return mountsOf(makeProject([service, other], { volumes: { data: named } }), service, inherit)
}

function observed(destination: string, fields: Partial<ObservedMount> = {}): ObservedMount {
  return { type: 'volume', name: anonymousName, source: '/x', destination, readOnly: false, ...fields }
}

describe('mountsOf', () => {
  it.each<[string, Mount, string]>([
    ['a volume', { type: 'volume', source: 'data', target: '/a', volume: {} }, 'shop_data:/a:rw'],
    [
      'a read-only volume',
      { type: 'volume', source: 'data', target: '/a', read_only: true, consistency: 'cached' },
      'shop_data:/a:ro',
    ],
    [
      'a volume with a label',
      { type: 'volume', source: 'data', target: '/a', bind: { selinux: 'z' }, volume: {} },
      'shop_data:/a:rw,z',
    ],
    [
      'a directory',
      { type: 'bind', source: '/src', target: '/b', bind: { create_host_path: true } },
      '/src:/b:rw',
    ],
    [
      'a directory without options',
      { type: 'bind', source: '/src', target: '/b', read_only: true },
      '/src:/b:ro',
    ],
    [
      'a directory with a label',
      { type: 'bind', source: '/src', target: '/b', read_only: true, bind: { selinux: 'Z' } },
      '/src:/b:ro,Z',
    ],
  ])('writes %s as one text', (_, mount, text) => {
    expect(mounted([mount])).toEqual({ Binds: [text], Mounts: [] })
  })

  it.each<[string, Mount, unknown]>([
    [
      'a directory that must exist',
      { type: 'bind', source: '/tmp', target: '/c', bind: { create_host_path: false } },
      { Type: 'bind', Source: '/tmp', Target: '/c' },
    ],
    [
      'propagation',
      { type: 'bind', source: '/tmp', target: '/c', read_only: true, bind: { propagation: 'rslave' } },
      {
        Type: 'bind',
        Source: '/tmp',
        Target: '/c',
        ReadOnly: true,
        BindOptions: { Propagation: 'rslave', CreateMountpoint: true },
      },
    ],
    [
      'a bind without what is mounted below',
      { type: 'bind', source: '/tmp', target: '/c', bind: { recursive: 'disabled' } },
      {
        Type: 'bind',
        Source: '/tmp',
        Target: '/c',
        BindOptions: { NonRecursive: true, CreateMountpoint: true },
      },
    ],
    [
      'a read-only bind with writable mounts below',
      { type: 'bind', source: '/tmp', target: '/c', bind: { recursive: 'writable' } },
      {
        Type: 'bind',
        Source: '/tmp',
        Target: '/c',
        BindOptions: { ReadOnlyNonRecursive: true, CreateMountpoint: true },
      },
    ],
    [
      'a bind that is read-only all the way down',
      {
        type: 'bind',
        source: '/tmp',
        target: '/c',
        bind: { recursive: 'readonly', create_host_path: false },
      },
      { Type: 'bind', Source: '/tmp', Target: '/c', BindOptions: { ReadOnlyForceRecursive: true } },
    ],
    ['an anonymous volume', { type: 'volume', target: '/c', volume: {} }, { Type: 'volume', Target: '/c' }],
    [
      'a volume without the content of the image',
      { type: 'volume', source: 'data', target: '/c', volume: { nocopy: true } },
      { Type: 'volume', Source: 'shop_data', Target: '/c', VolumeOptions: { NoCopy: true } },
    ],
    [
      'a part of a volume',
      { type: 'volume', source: 'data', target: '/c', volume: { subpath: 's/t' } },
      { Type: 'volume', Source: 'shop_data', Target: '/c', VolumeOptions: { Subpath: 's/t' } },
    ],
    [
      'labels of a volume',
      { type: 'volume', source: 'data', target: '/c', volume: { labels: { a: 'b' } } },
      { Type: 'volume', Source: 'shop_data', Target: '/c', VolumeOptions: { Labels: { a: 'b' } } },
    ],
    [
      'memory',
      { type: 'tmpfs', target: '/c', tmpfs: { size: '1048576', mode: 0o700 } },
      { Type: 'tmpfs', Target: '/c', TmpfsOptions: { SizeBytes: 1048576, Mode: 448 } },
    ],
    [
      'a part of an image',
      { type: 'image', source: 'postgres', target: '/c', read_only: true, image: { subpath: 'etc' } },
      { Type: 'image', Source: 'postgres', Target: '/c', ReadOnly: true, ImageOptions: { Subpath: 'etc' } },
    ],
    [
      'the image of another service',
      { type: 'image', source: 'other', target: '/c' },
      { Type: 'image', Source: 'nginx', Target: '/c' },
    ],
    [
      'a cluster volume',
      { type: 'cluster', source: 'data', target: '/c' },
      { Type: 'cluster', Source: 'data', Target: '/c' },
    ],
  ])('writes %s as a mount', (_, mount, body) => {
    expect(mounted([mount])).toEqual({ Binds: [], Mounts: [body] })
  })

  it('hands volumes without a name on to the next container', () => {
    const own: Mount = { type: 'volume', target: '/own', volume: { nocopy: true } }
    const { Mounts } = mounted([own], [observed('/own'), observed('/of-the-image', { readOnly: true })])
    expect(Mounts).toEqual([
      { Type: 'volume', Source: anonymousName, Target: '/own' },
      { Type: 'volume', Source: anonymousName, Target: '/of-the-image', ReadOnly: true },
    ])
  })

  it.each<[string, ObservedMount, Mount | undefined]>([
    ['a volume with a name', observed('/a', { name: 'shop_old' }), undefined],
    ['a directory of the host', observed('/a', { type: 'bind' }), undefined],
    ['memory', observed('/a', { type: 'tmpfs' }), undefined],
    ['what is a directory now', observed('/a'), { type: 'bind', source: '/src', target: '/a' }],
    ['what is a named volume now', observed('/a'), { type: 'volume', source: 'data', target: '/a' }],
    ['what is memory now', observed('/a'), { type: 'tmpfs', target: '/a' }],
  ])('does not hand on %s', (_, old, now) => {
    const volumes = now === undefined ? [] : [now]
    expect(mounted(volumes, [old])).toEqual(mounted(volumes))
  })
})

describe('tmpfsOf', () => {
  it('separates the path from its options', () => {
    expect(tmpfsOf(makeService({ tmpfs: ['/run', '/tmp:size=10m,mode=755'] }))).toEqual({
      '/run': '',
      '/tmp': 'size=10m,mode=755',
    })
  })
})
