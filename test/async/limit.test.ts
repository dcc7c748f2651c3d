import { describe, expect, it } from 'vitest'
import { deferred } from '../../src/async/deferred.ts'
import { createLimit } from '../../src/async/limit.ts'

describe('a limit', () => {
  it('runs as many at a time as allowed, in order', async () => {
    const limit = createLimit(2)
    const started: string[] = []
    const gates = { a: deferred<void>(), b: deferred<void>(), c: deferred<void>() }
    const run = (name: keyof typeof gates) =>
      limit(async () => {
        started.push(name)
        await gates[name].promise
        return name
      })
    const results = Promise.all([run('a'), run('b'), run('c')])
    await Promise.resolve()
    expect(started).toEqual(['a', 'b'])
    gates.b.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    expect(started).toEqual(['a', 'b', 'c'])
    gates.a.resolve()
    gates.c.resolve()
    expect(await results).toEqual(['a', 'b', 'c'])
  })

  it('goes on after a failure', async () => {
    const limit = createLimit(1)
    const failing = limit(() => Promise.reject(new Error('no')))
    const next = limit(() => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
