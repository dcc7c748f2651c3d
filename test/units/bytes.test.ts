import { describe, expect, it } from 'vitest'
import { parseByteSize } from '../../src/units/bytes.ts'

describe('parseByteSize', () => {
  it.each([
    ['1', '1'],
    ['0', '0'],
    ['1b', '1'],
    ['1k', '1024'],
    ['1KB', '1024'],
    ['1KiB', '1024'],
    ['64m', '67108864'],
    ['64Mib', '67108864'],
    ['1 gb', '1073741824'],
    ['1.5g', '1610612736'],
    ['.5g', '536870912'],
    ['5.g', '5368709120'],
    ['1t', '1099511627776'],
    ['8191p', '9222246136947933184'],
    ['0.1k', '102'],
    ['1.1k', '1126'],
    ['1.00000001g', '1073741834'],
    ['1.7e1k', '17408'],
    ['+1', '1'],
    ['1_0', '10'],
    ['9007199254740993', '9007199254740992'],
  ])('reads %j as %s bytes', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes)
  })

  it.each([
    '',
    ' ',
    'g',
    '-1',
    '-1k',
    '6kk',
    '1bb',
    '1ki',
    '1i',
    '1e',
    '1  g',
    '1g ',
    ' 1g',
    '1,5g',
    '1.5.5k',
    '1\tg',
    '0x10',
    'max',
    '8192p',
  ])('refuses %j', (text) => {
    expect(parseByteSize(text)).toBeUndefined()
  })
})
