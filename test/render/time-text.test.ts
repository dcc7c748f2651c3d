import { describe, expect, it } from 'vitest'
import { durationInWords, goTimestamp } from '../../src/render/time-text.ts'

describe('durationInWords', () => {
  it.each([
    [0.4, 'Less than a second'],
    [1, '1 second'],
    [59, '59 seconds'],
    [60, 'About a minute'],
    [125, '2 minutes'],
    [3600, 'About an hour'],
    [5400, '2 hours'],
    [47 * 3600, '47 hours'],
    [3 * 86_400, '3 days'],
    [15 * 86_400, '2 weeks'],
    [70 * 86_400, '2 months'],
    [800 * 86_400, '2 years'],
  ])('says %d seconds as "%s"', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words)
  })
})

describe('goTimestamp', () => {
  it('writes a moment with its offset, as Go does', () => {
    expect(goTimestamp(1_795_192_407)).toMatch(/^2026-11-2\d \d\d:\d\d:\d\d [+-]\d{4} (UTC|[+-]\d{4})$/u)
  })
})
