import { describe, expect, it } from 'vitest'
import { expandPatterns, serviceMatcher } from '../../src/load/service-patterns.ts'

const names = ['db', 'web-a', 'web-b', 'web.c', 'worker1']

describe('a pattern for services', () => {
  it.each([
    ['web-*', ['web-a', 'web-b']],
    ['*', names],
    ['?b', ['db']],
    ['web-[b-z]', ['web-b']],
    ['web-[^b]', ['web-a']],
    ['web.?', ['web.c']],
    ['w*b*', ['web-a', 'web-b', 'web.c']],
    ['web\\.c', ['web.c']],
    ['[[wd]b', ['db']],
    ['**1', ['worker1']],
  ])('%s stands for every name it matches', (pattern, matched) => {
    expect(expandPatterns([pattern], names)).toEqual(matched)
  })

  it.each(['web-[', 'web-[]', '[z-a]b', 'db\\', 'eb-*', 'WEB-*', 'db?'])(
    '%s matches nothing and stays itself',
    (text) => {
      expect(expandPatterns([text], names)).toEqual([text])
    },
  )

  it('adds each service once, where it was first asked for', () => {
    expect(expandPatterns(['web-b', 'web-*', 'nobody', 'd*'], names)).toEqual([
      'web-b',
      'web-a',
      'nobody',
      'db',
    ])
  })

  it('matches names that are not known beforehand', () => {
    const matches = serviceMatcher(['db', 'web-*'])
    expect(['db', 'web-9', 'dbs', 'aweb-9'].filter(matches)).toEqual(['db', 'web-9'])
  })
})
