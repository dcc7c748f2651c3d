import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { answer, answerFromInput } from '../../src/cli/confirm.ts'
import { memorySink } from '../support/memory-sink.ts'

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

  it('is open where nobody is there and a flag would answer', async () => {
    expect(await answer({ ...question, flag: '--yes' }, { yes: false, ask: undefined, signal })).toBe(
      'unasked',
    )
  })

  it('is yes with --yes, without asking', async () => {
    expect(await answer(question, { yes: true, ask: undefined, signal })).toBe(true)
  })
})

describe('the answer of a script', () => {
  it.each([
    ['y\n', true],
    ['Yes\nno\n', true],
    ['no\n', false],
    ['\n', false],
    ['', false],
  ])('is the first line of standard input: %j', async (input, expected) => {
    const stdout = memorySink()
    expect(await answerFromInput(question, { stdin: Readable.from([input]), stdout })).toBe(expected)
    expect(stdout.text()).toBe('Recreate?')
  })
})
