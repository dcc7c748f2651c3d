import { describe, expect, it } from 'vitest'
import { compareText } from '../../src/units/compare-text.ts'

describe('compareText', () => {
  it('sorts by code point, so that characters beyond 16 bits come last', () => {
    expect(['\u{1f600}', '\uff5e', 'b', 'a', 'B', 'ab', ''].sort(compareText)).toEqual([
      '',
      'B',
      'a',
      'ab',
      'b',
      '\uff5e',
      '\u{1f600}',
    ])
  })
})
