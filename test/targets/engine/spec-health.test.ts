import { describe, expect, it } from 'vitest'
import { healthcheckBody } from '../../../src/targets/engine/spec-health.ts'

describe('healthcheckBody', () => {
  it('counts in nanoseconds', () => {
    expect(
      healthcheckBody({
        test: ['CMD-SHELL', 'true'],
        interval: '5s',
        timeout: '1.5s',
        retries: 3,
        start_period: '1m0s',
        start_interval: '200ms',
      }),
    ).toEqual({
      Test: ['CMD-SHELL', 'true'],
      Interval: 5_000_000_000,
      Timeout: 1_500_000_000,
      Retries: 3,
      StartPeriod: 60_000_000_000,
      StartInterval: 200_000_000,
    })
  })

  it.each([
    ['switches the image’s check off', { disable: true, interval: '3s' }, { Test: ['NONE'] }],
    ['keeps NONE', { test: ['NONE'] }, { Test: ['NONE'] }],
    ['leaves the test to the image', { interval: '3s', retries: 0 }, { Interval: 3_000_000_000 }],
    ['says nothing when nothing is said', { disable: false }, undefined],
  ])('%s', (_, check, body) => {
    expect(healthcheckBody(check)).toEqual(body)
  })
})
