import { describe, expect, it } from 'vitest'
import { goQuoted } from '../../src/render/go-quoted.ts'

describe('goQuoted', () => {
  it.each([
    ['plain wörld ✓…', '"plain wörld ✓…"'],
    ['say "x" \\ end', '"say \\"x\\" \\\\ end"'],
    ['a\tb\nc\r\u0007\b\f\v', '"a\\tb\\nc\\r\\a\\b\\f\\v"'],
    ['\u0001 \u001B \u007F', '"\\x01 \\x1b \\x7f"'],
    ['\u00A0 \u200B \u{E0001}', '"\\u00a0 \\u200b \\U000e0001"'],
  ])('writes %j as %s', (text, expected) => {
    expect(goQuoted(text)).toBe(expected)
  })
})
