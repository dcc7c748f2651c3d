import { describe, expect, it } from 'vitest'
import { lineColumn, lineColumns } from '../../src/diagnostics/line-column.ts'

describe('lineColumn', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nbc', 1, 1, 2],
    ['a\nbc', 2, 2, 1],
    ['a\nbc\n', 5, 3, 1],
    ['a\r\nbc', 3, 2, 1],
    ['\u{1F600}x', 2, 1, 2],
    ['\uFEFFab', 1, 1, 1],
    ['\uFEFFab', 0, 1, 1],
    ['a\n\n\nb\nc', 3, 3, 1],
    ['a\n\n\nb\nc', 4, 4, 1],
    ['a\n\n\nb\nc', 6, 5, 1],
    ['ab', 99, 1, 3],
  ])('counts in %j to %d', (text, offset, line, column) => {
    expect(lineColumn(text, offset)).toEqual({ line, column })
    expect(lineColumns(text)(offset)).toEqual({ line, column })
  })
})
