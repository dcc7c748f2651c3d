import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPath, parsePattern } from '../../src/build/context/ignore-pattern.ts'

function matches(pattern: string, path: string): boolean | undefined {
  return parsePattern(pattern)?.matches(path)
}

describe('an ignore pattern', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'a/b', false],
    ['a', 'b/a', false],
    ['*.log', 'x.log', true],
    ['*.log', 'd/x.log', false],
    ['*/x', 'd/x', true],
    ['*/x', 'd/e/x', false],
    ['**', 'a/b', true],
    ['**/x', 'x', true],
    ['**/x', 'a/b/x', true],
    ['**/x', 'a/yx', false],
    ['**x', 'a/yx', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'ab/c', false],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['a/**/c', 'a/bc', false],
    ['**/*.go', 'x/y.go', true],
    ['**/*.go', 'y.go', true],
    ['?', 'x', true],
    ['?', '/', false],
    ['?', 'é', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[^a-c]x', 'dx', true],
    ['[]a]', ']', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['a.b', 'axb', false],
    ['(a|b)+', '(a|b)+', true],
    ['./a/../b/', 'b', true],
    ['a b', 'a b', true],
    ['{a,b}', '{a,b}', true],
    ['*', 'a', true],
    ['*', 'a/b', false],
  ])('%j %j: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected)
  })

  it('refuses a class without its end', () => {
    expect(() => parsePattern('a[b')).toThrow('the pattern "a[b" has a "[" without its end')
  })

  it('refuses an exception of nothing', () => {
    expect(() => parsePattern('!')).toThrow('the pattern "!" excepts nothing')
  })

  it('is none where the line is empty', () => {
    expect(parsePattern('  ')).toBeUndefined()
  })

  it('matches every name that is spelled out', () => {
    const name = fc
      .stringMatching(/^[a-z.()+|{}$ ]{1,8}$/)
      .filter((text) => text.trim() === text && text !== '.')
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(path, (text) => {
        expect(matches(text, cleanPath(text))).toBe(true)
      }),
    )
  })

  it('matches below any directory with two asterisks', () => {
    const path = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(path, (parts) => {
        expect(matches(`**/${parts.at(-1) ?? ''}`, parts.join('/'))).toBe(true)
      }),
    )
  })
})

describe('cleanPath', () => {
  it.each([
    ['a//b/./c', 'a/b/c'],
    ['/a/../..', '/'],
    ['../a', '../a'],
    ['a/../..', '..'],
    ['', '.'],
  ])('makes %j %j', (path, expected) => {
    expect(cleanPath(path)).toBe(expected)
  })
})
