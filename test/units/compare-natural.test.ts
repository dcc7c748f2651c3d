import { describe, expect, it } from 'vitest'
import { compareNatural } from '../../src/units/compare-natural.ts'

describe('compareNatural', () => {
  it.each([
    [
      ['web10', 'web9', 'web'],
      ['web', 'web9', 'web10'],
    ],
    [
      ['HTTPS_PROXY', 'HTTP_PROXY'],
      ['HTTP_PROXY', 'HTTPS_PROXY'],
    ],
    [
      ['WEBDAV', 'WEB_ADMIN'],
      ['WEB_ADMIN', 'WEBDAV'],
    ],
    [
      ['b', 'a', 'B'],
      ['B', 'a', 'b'],
    ],
    [
      ['a1.2', 'a1b', 'a1'],
      ['a1', 'a1b', 'a1.2'],
    ],
    [
      ['a01', 'a1', 'a001'],
      ['a1', 'a01', 'a001'],
    ],
    [
      ['a100', 'a10', 'a19'],
      ['a10', 'a19', 'a100'],
    ],
    [
      ['1', '10', '9'],
      ['1', '9', '10'],
    ],
    [
      ['a.b', 'a-b', 'ab'],
      ['a-b', 'a.b', 'ab'],
    ],
  ])('sorts %j', (keys, sorted) => {
    expect([...keys].sort(compareNatural)).toEqual(sorted)
  })
})
