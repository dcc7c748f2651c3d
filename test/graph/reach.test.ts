import { describe, expect, it } from 'vitest'
import { reachableFrom, reverseEdges } from '../../src/graph/reach.ts'

const edges = new Map([
  ['web', ['api', 'cache']],
  ['api', ['db']],
  ['db', []],
  ['cache', []],
  ['other', ['db']],
])

describe('reachableFrom', () => {
  it('finds all that a name depends on', () => {
    expect([...reachableFrom(['web'], edges)]).toEqual(['web', 'api', 'cache', 'db'])
  })

  it('finds all that depends on a name, along the edges reversed', () => {
    expect([...reachableFrom(['db'], reverseEdges(edges))]).toEqual(['db', 'api', 'other', 'web'])
  })

  it('ends on cycles', () => {
    expect([
      ...reachableFrom(
        ['a'],
        new Map([
          ['a', ['b']],
          ['b', ['a']],
        ]),
      ),
    ]).toEqual(['a', 'b'])
  })
})
