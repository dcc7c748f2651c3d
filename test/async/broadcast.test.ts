import { describe, expect, it } from 'vitest'
import { broadcast } from '../../src/async/broadcast.ts'

async function* counted(upTo: number, seen: number[] = []): AsyncGenerator<number, void, undefined> {
  for (let value = 1; value <= upTo; value += 1) {
    seen.push(value)
    yield await Promise.resolve(value)
  }
}

async function collect(values: AsyncIterable<number>, atMost = Infinity): Promise<readonly number[]> {
  const collected: number[] = []
  for await (const value of values) {
    collected.push(value)
    if (collected.length === atMost) break
  }
  return collected
}

describe('broadcast', () => {
  it('gives every reader everything', async () => {
    const readers = broadcast(counted(5), 3)
    expect(await Promise.all(readers.map((reader) => collect(reader)))).toEqual(
      Array.from({ length: 3 }, () => [1, 2, 3, 4, 5]),
    )
  })

  it('goes on without a reader who has left', async () => {
    const [first, second] = broadcast(counted(4), 2)
    if (first === undefined || second === undefined) throw new Error('two readers were asked for')
    const leaving = collect(first, 1).finally(() => first[Symbol.dispose]())
    expect(await Promise.all([leaving, collect(second)])).toEqual([[1], [1, 2, 3, 4]])
  })

  it('goes on without a reader who never came', async () => {
    const [first, second] = broadcast(counted(2), 2)
    if (first === undefined || second === undefined) throw new Error('two readers were asked for')
    const all = collect(second)
    first[Symbol.dispose]()
    expect(await all).toEqual([1, 2])
  })

  it('waits for the slowest', async () => {
    const seen: number[] = []
    const [first, second] = broadcast(counted(9, seen), 2)
    const quick = first?.[Symbol.asyncIterator]()
    const slow = second?.[Symbol.asyncIterator]()
    await Promise.all([quick?.next(), slow?.next()])
    void quick?.next()
    expect(seen).toEqual([1])
  })

  it('tells every reader of a failure', async () => {
    async function* failing(): AsyncGenerator<number, void, undefined> {
      yield await Promise.resolve(1)
      throw new Error('torn')
    }
    const ends = await Promise.allSettled(broadcast(failing(), 2).map((reader) => collect(reader)))
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
