import { describe, expect, it } from 'vitest'
import { takeTurn } from '../../src/cli/project-turns.ts'

const never = new AbortController().signal
const key = (name: string) => `${name} ${process.pid}`

describe('takeTurn', () => {
  it('lets one go on when the one before lets go', async () => {
    const order: string[] = []
    const first = await takeTurn(key('a'), never)
    const second = takeTurn(key('a'), never).then((turn) => {
      order.push('second')
      return turn
    })
    await takeTurn(key('b'), never).then((other) => other[Symbol.dispose]())
    order.push('first')
    first[Symbol.dispose]()
    ;(await second)[Symbol.dispose]()
    expect(order).toEqual(['first', 'second'])
  })

  it('gives everyone a turn, one at a time', async () => {
    let holders = 0
    let most = 0
    const work = async () => {
      using _turn = await takeTurn(key('c'), never)
      holders += 1
      most = Math.max(most, holders)
      await new Promise((resolve) => setImmediate(resolve))
      holders -= 1
    }
    await Promise.all(Array.from({ length: 10 }, work))
    expect(most).toBe(1)
  })

  it('stops waiting when aborted', async () => {
    using _turn = await takeTurn(key('d'), never)
    const abort = new AbortController()
    const waiting = takeTurn(key('d'), abort.signal)
    abort.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })
})
