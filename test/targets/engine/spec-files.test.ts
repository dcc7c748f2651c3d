import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/model/service.ts'
import { deliverFiles, type FileDelivery } from '../../../src/targets/engine/spec-files.ts'
import { makeProject, makeService } from '../../support/models.ts'

function deliver(fields: Partial<Service>): FileDelivery {
  const service = makeService(fields)
  return deliverFiles(
    makeProject([service], {
      secrets: {
        key: { name: 'shop_key', file: '/proj/shop/key' },
        token: { name: 'shop_token', environment: 'TOKEN' },
      },
      configs: {
        site: { name: 'shop_site', file: '/proj/shop/site' },
        motd: { name: 'shop_motd', content: 'hello' },
      },
    }),
    service,
  )
}

describe('deliverFiles', () => {
  it.each([
    [undefined, '/run/secrets/key'],
    ['renamed', '/run/secrets/renamed'],
    ['/etc/key', '/etc/key'],
    ['C:\\key', 'C:\\key'],
  ])('mounts the file of a secret with target %s at %s', (target, path) => {
    const reference = { source: 'key', ...(target === undefined ? {} : { target }) }
    expect(deliver({ secrets: [reference] })).toEqual({
      mounts: [{ Type: 'bind', Source: '/proj/shop/key', Target: path, ReadOnly: true }],
      files: [],
    })
  })

  it.each([
    [undefined, '/site'],
    ['renamed', '/renamed'],
    ['/etc/site', '/etc/site'],
  ])('mounts the file of a config with target %s at %s', (target, path) => {
    const reference = { source: 'site', ...(target === undefined ? {} : { target }) }
    expect(deliver({ configs: [reference] }).mounts).toEqual([
      { Type: 'bind', Source: '/proj/shop/site', Target: path, ReadOnly: true },
    ])
  })

  it('copies what is no file, readable for all unless the mode says otherwise', () => {
    const { mounts, files } = deliver({
      configs: [{ source: 'motd' }],
      secrets: [{ source: 'token', target: '/run/secrets/token', uid: '1', gid: '2', mode: '0440' }],
    })
    expect(mounts).toEqual([])
    expect(files).toEqual([
      { kind: 'config', key: 'motd', target: '/motd', mode: 0o444 },
      { kind: 'secret', key: 'token', target: '/run/secrets/token', mode: 0o440, uid: 1, gid: 2 },
    ])
  })
})
