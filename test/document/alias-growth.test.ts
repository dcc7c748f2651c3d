import { describe, expect, it } from 'vitest'
import { Lexer } from 'yaml'
import { findAliasGrowth } from '../../src/document/alias-growth.ts'
import { repeatedAtMost } from '../../src/document/repetition.ts'
import { growing } from './growing.ts'

/** How much of a text is looked at before it is refused; `undefined` when it is not. */
function lexemesUntilRefused(text: string): number | undefined {
  let looked = 0
  function* counted(): Generator<string> {
    for (const lexeme of new Lexer().lex(text)) {
      looked++
      yield lexeme
    }
  }
  return findAliasGrowth(counted(), repeatedAtMost(text.length)) === undefined ? undefined : looked
}

describe('findAliasGrowth', () => {
  it.each(['flow lists', 'block lists', 'merge keys'] as const)(
    'refuses a megabyte of growing %s after its first lines',
    (what) => {
      expect(lexemesUntilRefused(growing(what))).toBeLessThan(1_000)
    },
  )

  it('refuses a long list that is repeated often', () => {
    const text = `a: &a [${'x, '.repeat(1_000)}]\nb: [${'*a, '.repeat(250_000)}]\n`
    expect(lexemesUntilRefused(text)).toBeLessThan(50_000)
  })

  it('accepts what is large because much is written', () => {
    expect(lexemesUntilRefused(`a: &a {k: v}\n${'b: [*a, 1, 2, 3]\n'.repeat(50_000)}`)).toBeUndefined()
  })
})
