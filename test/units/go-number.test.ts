import { describe, expect, it } from 'vitest'
import { formatGoFloat, formatJsonFloat } from '../../src/units/go-number.ts'

describe('formatGoFloat', () => {
  it.each([
    [1, '1'],
    [0.1, '0.1'],
    [-0, '-0'],
    [123456, '123456'],
    [1234567, '1.234567e+06'],
    [1e6, '1e+06'],
    [12345678.9, '1.23456789e+07'],
    [-1e20, '-1e+20'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234e-05'],
    [5e-324, '5e-324'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [Number.NaN, 'NaN'],
  ])('writes %d as %s', (value, text) => {
    expect(formatGoFloat(value)).toBe(text)
  })
})

describe('formatJsonFloat', () => {
  it.each([
    [0.1, 32, '0.1'],
    [Math.fround(0.1), 32, '0.1'],
    [Math.fround(0.1), 64, '0.10000000149011612'],
    [12345678.9, 32, '12345679'],
    [33, 32, '33'],
    [5e-7, 32, '5e-7'],
    [0.000001, 64, '0.000001'],
    [1e20, 64, '100000000000000000000'],
    [1e21, 64, '1e+21'],
    [-1.5, 32, '-1.5'],
    [-0, 64, '-0'],
  ] as const)('writes %d with %d bits as %s', (value, bits, text) => {
    expect(formatJsonFloat(value, bits)).toBe(text)
  })
})
