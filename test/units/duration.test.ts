import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalDuration, formatDuration, parseDuration } from '../../src/units/duration.ts'

describe('canonicalDuration', () => {
  it.each([
    ['0', '0s'],
    ['1s', '1s'],
    ['1.5s', '1.5s'],
    ['90s', '1m30s'],
    ['1h30m', '1h30m0s'],
    ['.5s', '500ms'],
    ['1.s', '1s'],
    ['1d', '24h0m0s'],
    ['1w2d3h', '219h0m0s'],
    ['1.5d', '36h0m0s'],
    ['1h1d', '25h0m0s'],
    ['1us', '1\u00B5s'],
    ['1\u03BCs', '1\u00B5s'],
    ['1ms500us', '1.5ms'],
    ['0.3ns', '0s'],
    ['-1.5h', '-1h30m0s'],
    ['+1s', '1s'],
    ['1w1d1h1m1s1ms1us1ns', '193h1m1.001001001s'],
    ['1.0000000001s', '1s'],
    ['2562047h47m16.854775807s', '2562047h47m16.854775807s'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalDuration(text)).toBe(canonical)
  })

  it.each([
    '',
    '10',
    '1h 30m',
    '5S',
    '.s',
    '1e3s',
    '1,5s',
    '1 s',
    ' 1s',
    '1s ',
    '1M',
    '1y',
    '10000000h',
    '2562047h47m16.854775808s',
    '-',
  ])('refuses %j', (text) => {
    expect(canonicalDuration(text)).toBeUndefined()
  })

  it('reads back what it writes, to the nanosecond', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }), (nanoseconds) => {
        expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds)
      }),
    )
  })
})
