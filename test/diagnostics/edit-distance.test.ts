import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/diagnostics/edit-distance.ts'

/** The definition, without any shortcut. */
function defined(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length
  const [one, other] = [left.slice(0, -1), right.slice(0, -1)]
  const edits = [
    defined(one, right) + 1,
    defined(left, other) + 1,
    defined(one, other) + (left.at(-1) === right.at(-1) ? 0 : 1),
  ]
  const isSwap = left.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1)
  if (isSwap) edits.push(defined(one.slice(0, -1), other.slice(0, -1)) + 1)
  return Math.min(...edits)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })

describe('editDistance', () => {
  it('is the number of edits, up to the limit', () => {
    fc.assert(
      fc.property(word, word, fc.nat({ max: 4 }), (left, right, limit) => {
        const distance = defined(left, right)
        expect(editDistance(left, right, limit)).toBe(distance <= limit ? distance : undefined)
      }),
    )
  })
})
