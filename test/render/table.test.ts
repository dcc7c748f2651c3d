import { describe, expect, it } from 'vitest'
import { formatTable } from '../../src/render/table.ts'

describe('formatTable', () => {
  it('makes columns at least ten wide and three apart', () => {
    const text = formatTable([
      ['NAME', 'IMAGE', 'PORTS'],
      ['shop-web-1', 'nginx', '80/tcp'],
    ])
    expect(text).toBe('NAME         IMAGE     PORTS\nshop-web-1   nginx     80/tcp\n')
  })

  it('leaves an empty last cell unpadded', () => {
    expect(formatTable([['a', '']])).toBe('a         \n')
  })

  it('counts wide characters as two columns', () => {
    expect(
      formatTable([
        ['日本語日本語', 'x'],
        ['a', 'y'],
      ]),
    ).toBe('日本語日本語   x\na              y\n')
  })
})
