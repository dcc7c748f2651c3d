import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShellWords, splitShellWords } from '../../src/units/shell-words.ts'

describe('splitShellWords', () => {
  it.each([
    ['', []],
    [' a\t b\r\nc ', ['a', 'b', 'c']],
    ['a "b c" \'d e\'', ['a', 'b c', 'd e']],
    ['a b\\ c', ['a', 'b c']],
    ['a "b\\"c" d\\\'', ['a', 'b"c', "d'"]],
    ['a "" \'\' b', ['a', '', '', 'b']],
    ['a"b c"d\'e\'', ['ab cde']],
    ['a\\nb "a\\nb" \'a\\nb\'', ['anb', 'anb', 'a\\nb']],
    ['a\\\nb', ['a\nb']],
    ['"a\nb"', ['a\nb']],
    ['a $x "${A B}" {b,c} d* ~ # e', ['a', '$x', '${A B}', '{b,c}', 'd*', '~', '#', 'e']],
    ['a `b c` d', ['a', '`b c`', 'd']],
    ['a$(b c)d "$(e f)"', ['a$(b c)d', '$(e f)']],
    ['a\\;b "c;d" \'(\' \\(', ['a;b', 'c;d', '(', '(']],
    ['a\u00A0b é', ['a\u00A0b', 'é']],
  ])('splits %j', (text, words) => {
    expect(splitShellWords(text)).toEqual(words)
  })

  it.each(["a 'b\\'c'", 'a "b', "a 'b", 'a\\', '`', 'a $( b', '(a)', 'a (b)', 'a)', '(;)'])(
    'refuses %j',
    (text) => {
      expect(splitShellWords(text)).toBeUndefined()
    },
  )

  it.each([
    ['a; b', ['a'], 1],
    ['a&&b', ['a'], 1],
    ['a | b', ['a'], 2],
    ['a > b', ['a'], 2],
    ['a < b', ['a'], 2],
    ['a 2>&1', ['a'], 3],
    ['a;(', ['a'], 1],
    ['a "b;c" ; "d', ['a', 'b;c'], 8],
  ])('stops where %j would need a shell, and says where', (text, words, stoppedAt) => {
    expect(readShellWords(text)).toEqual({ words, stoppedAt })
  })

  it('gives back words that are quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const text = words.map((word) => `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(' ')
        expect(splitShellWords(text)).toEqual(words)
      }),
    )
  })
})
