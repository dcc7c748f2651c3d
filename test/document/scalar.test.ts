import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolvePlainScalar } from '../../src/document/scalar.ts'

/** Each with the text that a label of that value has in Docker Compose. */
const numbers: readonly (readonly [source: string, kind: 'integer' | 'float', text: string])[] = [
  ['0', 'integer', '0'],
  ['-0', 'integer', '0'],
  ['+12', 'integer', '12'],
  ['0644', 'integer', '420'],
  ['014', 'integer', '12'],
  ['0o14', 'integer', '12'],
  ['0O14', 'integer', '12'],
  ['-0o14', 'integer', '-12'],
  ['0x1F', 'integer', '31'],
  ['-0x1F', 'integer', '-31'],
  ['0b101', 'integer', '5'],
  ['1_000', 'integer', '1000'],
  ['0x_1F', 'integer', '31'],
  ['1__0', 'integer', '10'],
  ['12345678901234567', 'integer', '12345678901234567'],
  ['18446744073709551615', 'integer', '18446744073709551615'],
  ['-9223372036854775808', 'integer', '-9223372036854775808'],
  ['18446744073709551616', 'float', '1.8446744073709552e+19'],
  ['08', 'float', '8'],
  ['089', 'float', '89'],
  ['.5', 'float', '0.5'],
  ['.5_0', 'float', '0.5'],
  ['5.', 'float', '5'],
  ['1.10', 'float', '1.1'],
  ['1.0', 'float', '1'],
  ['1_0.5', 'float', '10.5'],
  ['1e3', 'float', '1000'],
  ['1e6', 'float', '1e+06'],
  ['12345678.9', 'float', '1.23456789e+07'],
  ['-0.0', 'float', '-0'],
  ['.inf', 'float', '+Inf'],
  ['-.INF', 'float', '-Inf'],
  ['.NaN', 'float', 'NaN'],
]

const strings = [
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
  'TrUe',
  '12:30',
  '1:30:45',
  '1,000',
  '1e',
  '0x',
  '0o8',
  '1e400',
  '.',
  '-',
  '+',
  '..5',
  '._5',
  '<<',
  '0x1p-2',
  '1.2.3',
  'nan',
  'inf',
  '2001-13-01',
  '2001-01',
  '2001-01-01 10',
  '2001-02-29',
]

describe('resolvePlainScalar', () => {
  it.each(numbers)('reads %s as %s with the text %s', (source, kind, text) => {
    const resolved = resolvePlainScalar(source)
    expect([resolved.kind, resolved.text ?? String(resolved.value)]).toEqual([kind, text])
  })

  it.each(strings)('keeps "%s" a string', (source) => {
    expect(resolvePlainScalar(source)).toEqual({ kind: 'string', value: source })
  })

  it.each(['', '~', 'null', 'Null', 'NULL'])('reads "%s" as null', (source) => {
    expect(resolvePlainScalar(source)).toEqual({ kind: 'null', value: null })
  })

  it.each([
    ['true', true],
    ['False', false],
    ['TRUE', true],
  ])('reads %s as a boolean', (source, value) => {
    expect(resolvePlainScalar(source)).toEqual({ kind: 'boolean', value })
  })

  it.each([
    ['2001-01-01', '2001-01-01 00:00:00 +0000 UTC', '2001-01-01T00:00:00Z'],
    ['2001-1-1', '2001-01-01 00:00:00 +0000 UTC', '2001-01-01T00:00:00Z'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.1 -0500 -0500', '2001-12-14T21:59:43.1-05:00'],
    ['2001-12-14T21:59:43Z', '2001-12-14 21:59:43 +0000 UTC', '2001-12-14T21:59:43Z'],
    [
      '2001-12-14 21:59:43.123456789',
      '2001-12-14 21:59:43.123456789 +0000 UTC',
      '2001-12-14T21:59:43.123456789Z',
    ],
    ['0001-01-01', '0001-01-01 00:00:00 +0000 UTC', '0001-01-01T00:00:00Z'],
  ])('reads %s as a time, with the text of Go and that of YAML', (source, value, written) => {
    const { kind, value: read, exact } = resolvePlainScalar(source)
    expect([kind, read, exact?.text]).toEqual(['time', value, written])
  })

  it('reads any text as something, and strings as themselves', () => {
    const numeric = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789+-._:eExXoObBTtZ infa~')),
      maxLength: 40,
    })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), numeric), (source) => {
        const { kind, value } = resolvePlainScalar(source)
        if (kind === 'string') return value === source
        return kind !== 'integer' || Number.isInteger(value)
      }),
      { numRuns: 1000 },
    )
  })
})
