import { describe, expect, it } from 'vitest'
import { resolvePointInTime } from '../../src/engine/point-in-time.ts'

const nowMs = Date.parse('2026-01-31T12:00:00.250Z')

describe('resolvePointInTime', () => {
  it.each([
    ['1769860800', '1769860800'],
    ['1769860800.5', '1769860800.500000000'],
    ['1769860800.123456789', '1769860800.123456789'],
    ['2026-01-31T12:00:00Z', '1769860800.000000000'],
    ['2026-01-31T12:00:00.123456789Z', '1769860800.123456789'],
    ['2026-01-31T13:00:00+01:00', '1769860800.000000000'],
    ['2026-01-31T12:00Z', '1769860800.000000000'],
    ['250ms', '1769860800.000000000'],
    ['1h30m', '1769855400.250000000'],
    ['1.5h', '1769855400.250000000'],
    ['-10s', '1769860810.250000000'],
  ])('takes %s for %s', (text, seconds) => {
    expect(resolvePointInTime(text, nowMs)).toBe(seconds)
  })

  it('takes a day or an hour without a zone as local time', () => {
    expect(resolvePointInTime('2026-01-31', nowMs)).toBe(
      `${new Date(2026, 0, 31).getTime() / 1000}.000000000`,
    )
    expect(resolvePointInTime('2026-01-31T07', nowMs)).toBe(
      `${new Date(2026, 0, 31, 7).getTime() / 1000}.000000000`,
    )
  })

  it.each(['', 'yesterday', '10x', '2026-13-01', '2026-01-31T25:00:00Z'])('refuses "%s"', (text) => {
    expect(() => resolvePointInTime(text, nowMs)).toThrow(expect.objectContaining({ kind: 'invalid' }))
  })
})
