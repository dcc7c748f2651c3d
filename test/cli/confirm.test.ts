import { describe, expect, it } from 'vitest'
import { answer } from '../../src/cli/confirm.ts'

const { signal } = new AbortController()
const question = { text: 'Recreate?', default: false }

describe('the answer to a question', () => {
  it.each([
    ['y', true],
    [' Yes ', true],
    ['no', false],
    ['', false],
    ['maybe', false],
  ])('is read from "%s"', async (text, expected) => {
    const ask = async (asked: string): Promise<string> =>
      asked === 'Recreate? [y/N] ' ? text : 'asked wrongly'
    expect(await answer(question, { yes: false, ask, signal })).toBe(expected)
  })

  it('is the default where nobody is there', async () => {
    expect(await answer({ ...question, default: true }, { yes: false, ask: undefined, signal })).toBe(true)
  })

  it('is yes with --yes, without asking', async () => {
    expect(await answer(question, { yes: true, ask: undefined, signal })).toBe(true)
  })
})
