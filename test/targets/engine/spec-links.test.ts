import { describe, expect, it } from 'vitest'
import { linksOf } from '../../../src/targets/engine/spec-links.ts'
import { makeProject, makeService } from '../../support/models.ts'

const db = makeService({ name: 'db', scale: 2 })
const cache = makeService({ name: 'cache', container_name: 'the-cache' })

describe('linksOf', () => {
  it('reaches every replica by alias and by its own names', () => {
    const web = makeService({ links: ['db:store'] })
    expect(linksOf(makeProject([db, web]), web)).toEqual([
      'shop-db-1:store',
      'shop-db-1:db-1',
      'shop-db-1:shop-db-1',
      'shop-db-2:store',
      'shop-db-2:db-2',
      'shop-db-2:shop-db-2',
    ])
  })

  it('follows the name of the container', () => {
    const web = makeService({ links: ['cache'] })
    expect(linksOf(makeProject([cache, web]), web)).toEqual([
      'the-cache:cache',
      'the-cache:cache-1',
      'the-cache:shop-cache-1',
    ])
  })

  it('links containers from elsewhere under their name or an alias', () => {
    const web = makeService({ external_links: ['foo:bar', 'baz'] })
    expect(linksOf(makeProject([web]), web)).toEqual(['foo:bar', 'baz:baz'])
  })
})
