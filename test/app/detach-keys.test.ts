import { describe, expect, it } from 'vitest'
import { DetachKeys, parseDetachKeys } from '../../src/app/detach-keys.ts'

describe('parseDetachKeys', () => {
  it.each([
    [undefined, [16, 17]],
    ['', [16, 17]],
    ['a', [97]],
    ['ctrl-@,ctrl-Z,ctrl-^,DEL', [0, 26, 30, 127]],
    ['ab', undefined],
    ['ctrl-', undefined],
    ['ctrl-1', undefined],
  ])('takes %s', (text, bytes) => {
    expect(parseDetachKeys(text)?.bytes).toEqual(bytes)
  })
})

describe('DetachKeys', () => {
  const typed = (...pieces: readonly string[]) => {
    const keys = new DetachKeys({ text: '', bytes: [1, 1, 2] })
    return pieces.map((piece) => {
      const passed = keys.pass(Buffer.from(piece))
      return passed === undefined ? 'detached' : Buffer.from(passed).toString()
    })
  }

  it('passes what is none of them', () => {
    expect(typed('abc')).toEqual(['abc'])
  })

  it('finds them across pieces', () => {
    expect(typed('a\u0001', '\u0001', '\u0002')).toEqual(['a', '', 'detached'])
  })

  it('gives back what only began like them', () => {
    expect(typed('\u0001', 'b')).toEqual(['', '\u0001b'])
  })
})
