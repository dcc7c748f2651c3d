import { describe, expect, it } from 'vitest'
import { createMerge, mergeIterables } from '../../src/async/merge-iterables.ts'
import { createQueue } from '../../src/async/queue.ts'

async function* count(name: string, times: number): AsyncGenerator<string> {
  for (let number = 1; number <= times; number += 1) yield `${name}${number}`
}

async function all<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const seen: T[] = []
  for await (const value of values) seen.push(value)
  return seen
}

describe('merged iterables', () => {
  it('take turns', async () => {
    expect(await all(mergeIterables([count('a', 3), count('b', 2)]))).toEqual(['a1', 'b1', 'a2', 'b2', 'a3'])
  })

  it('end at once where there are none', async () => {
    expect(await all(mergeIterables([]))).toEqual([])
  })

  it('do not wait for a quiet one', async () => {
    const quiet = createQueue<string>()
    const merge = mergeIterables([quiet, count('a', 2)])[Symbol.asyncIterator]()
    expect([(await merge.next()).value, (await merge.next()).value]).toEqual(['a1', 'a2'])
    quiet.add('late')
    expect((await merge.next()).value).toBe('late')
    quiet.close()
    expect((await merge.next()).done).toBe(true)
  })

  it('ask each for one value ahead only', async () => {
    let asked = 0
    async function* source() {
      for (;;) {
        asked += 1
        yield asked
      }
    }
    const merge = mergeIterables([source()])[Symbol.asyncIterator]()
    await merge.next()
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).toBe(1)
    await merge.return?.()
  })

  it('reject as the first one does, and leave the others', async () => {
    let left = false
    async function* other() {
      try {
        for (;;) yield 'x'
      } finally {
        left = true
      }
    }
    async function* broken() {
      yield 'y'
      throw new Error('broken')
    }
    await expect(all(mergeIterables<string>([other(), broken()]))).rejects.toThrow('broken')
    await new Promise((resolve) => setImmediate(resolve))
    expect(left).toBe(true)
  })

  it('can be left while one is quiet', async () => {
    const merge = mergeIterables([createQueue<string>(), count('a', 1)])
    for await (const value of merge) {
      expect(value).toBe('a1')
      break
    }
  })

  it('take in more while they are read', async () => {
    const merge = createMerge<string>()
    const seen = all(merge)
    merge.add(count('a', 1))
    await new Promise((resolve) => setImmediate(resolve))
    merge.add(count('b', 1))
    merge.seal()
    expect(await seen).toEqual(['a1', 'b1'])
  })
})
