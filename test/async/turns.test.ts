import { describe, expect, it } from 'vitest'
import { deferred } from '../../src/async/deferred.ts'
import { createTurns } from '../../src/async/turns.ts'

describe('taking turns', () => {
  it('lets work of one key wait for the work before, and that of another begin', async () => {
    const begun: string[] = []
    const inTurn = createTurns()
    const gate = deferred<undefined>()
    const first = inTurn('app', async () => {
      begun.push('first')
      await gate.promise
    })
    const second = inTurn('app', async () => void begun.push('second'))
    await inTurn('other', async () => void begun.push('other'))
    expect(begun).toEqual(['first', 'other'])
    gate.resolve(undefined)
    await Promise.all([first, second])
    expect(begun).toEqual(['first', 'other', 'second'])
  })

  it('goes on after work that failed', async () => {
    const inTurn = createTurns()
    const first = inTurn('app', () => Promise.reject(new Error('broken')))
    const second = inTurn('app', () => Promise.resolve('made'))
    await expect(first).rejects.toThrow('broken')
    expect(await second).toBe('made')
  })
})
