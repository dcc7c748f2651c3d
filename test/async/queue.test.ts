import { describe, expect, it } from 'vitest'
import { createQueue } from '../../src/async/queue.ts'

async function all<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const seen: T[] = []
  for await (const value of values) seen.push(value)
  return seen
}

describe('a queue', () => {
  it('gives what was added before and after someone asked', async () => {
    const queue = createQueue<number>()
    queue.add(1)
    const seen = all(queue)
    await Promise.resolve()
    queue.add(2)
    queue.close()
    expect(await seen).toEqual([1, 2])
  })

  it('gives what was added before it failed, and then rejects', async () => {
    const queue = createQueue<number>()
    queue.add(1)
    queue.fail(new Error('broken'))
    queue.add(2)
    const values = queue[Symbol.asyncIterator]()
    expect(await values.next()).toEqual({ value: 1, done: false })
    await expect(values.next()).rejects.toThrow('broken')
  })

  it('answers all who wait when it closes', async () => {
    const queue = createQueue<number>()
    const values = queue[Symbol.asyncIterator]()
    const waiting = [values.next(), values.next()]
    queue.close()
    expect((await Promise.all(waiting)).map(({ done }) => done)).toEqual([true, true])
  })
})
