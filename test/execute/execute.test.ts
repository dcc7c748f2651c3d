import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/events/run-event.ts'
import { deferred } from '../../src/async/deferred.ts'
import { execute, type ExecuteOptions } from '../../src/execute/execute.ts'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'
import { planOf, shortEvents } from '../support/recorded-run.ts'

async function run(plan: Plan, options: Partial<ExecuteOptions<ActionBase>> = {}) {
  const events: RunEvent[] = []
  const result = await execute(plan, {
    perform: async () => ({}),
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    concurrency: 4,
    now: () => 0,
    explain: (error) => ({ code: 'CMP402', severity: 'error', message: String(error) }),
    ...options,
  })
  return { result, events, short: shortEvents(events) }
}

const failOn = (id: string) => async (action: ActionBase) => {
  if (action.id === id) throw new Error('no')
  return {}
}

describe('execute', () => {
  it('runs an action after those it comes after', async () => {
    const { short } = await run(planOf({ a: [], b: ['a'] }))
    expect(short).toEqual(['start a', 'done a', 'start b', 'done b', 'run done'])
  })

  it('cancels what comes after a failure and goes on elsewhere', async () => {
    const { result, short } = await run(planOf({ a: [], b: ['a'], c: ['b'], other: [] }), {
      perform: failOn('a'),
    })
    expect(short).toEqual([
      'start a',
      'start other',
      'failed a',
      'done other',
      'cancelled b',
      'cancelled c',
      'run failed',
    ])
    expect(result.outcome).toBe('failed')
  })

  it('goes on after an optional predecessor has failed', async () => {
    const { short } = await run(planOf({ a: [], b: [] }, { b: ['a'] }), { perform: failOn('a') })
    expect(short).toEqual(['start a', 'failed a', 'start b', 'done b', 'run failed'])
  })

  it('runs at most as many at once as it is allowed', async () => {
    let running = 0
    let most = 0
    const perform = async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      return {}
    }
    await run(planOf({ a: [], b: [], c: [], d: [], e: [] }), { perform, concurrency: 2 })
    expect(most).toBe(2)
  })

  it('lets others begin beside an action that takes long, and waits for it all the same', async () => {
    const long = deferred<void>()
    const perform = async ({ id }: ActionBase) => {
      if (id === 'long') await long.promise
      else long.resolve()
      return {}
    }
    const { short } = await run(planOf({ long: [], next: [] }), {
      perform,
      concurrency: 1,
      patience: { ms: 1, delay: () => Promise.resolve() },
    })
    expect(short).toEqual(['start long', 'start next', 'done next', 'done long', 'run done'])
  })

  it('starts nothing new once aborted and lets running actions know', async () => {
    const abort = new AbortController()
    const perform: ExecuteOptions<ActionBase>['perform'] = async (_action, { signal }) => {
      abort.abort(new Error('stop'))
      signal.throwIfAborted()
      return {}
    }
    const { result, short } = await run(planOf({ a: [], b: ['a'] }), { perform, signal: abort.signal })
    expect(short).toEqual(['start a', 'cancelled a', 'cancelled b', 'run cancelled'])
    expect(result.outcome).toBe('cancelled')
  })

  it('tells the problem of a failed action', async () => {
    const { events } = await run(planOf({ a: [] }), { perform: failOn('a') })
    expect(events.find((event) => event.type === 'action.end')).toMatchObject({
      outcome: 'failed',
      problem: { message: 'Error: no' },
    })
  })

  it('rejects with a bug in an action, when everything else has ended', async () => {
    const bug = new TypeError('undefined is not a function')
    const explain = (error: unknown) => {
      throw error
    }
    const done: string[] = []
    const perform = async (action: ActionBase) => {
      if (action.id === 'a') throw bug
      await Promise.resolve()
      done.push(action.id)
      return {}
    }
    await expect(run(planOf({ a: [], other: [] }), { perform, explain })).rejects.toBe(bug)
    expect(done).toEqual(['other'])
  })

  it.each([
    [
      'two actions of one id',
      { ...planOf({ a: [] }), actions: [...planOf({ a: [] }).actions, ...planOf({ a: [] }).actions] },
    ],
    ['an action that waits for none', planOf({ a: ['nothing'] })],
    ['actions that wait for each other', planOf({ a: ['b'], b: ['a'] })],
  ])('rejects a plan with %s', async (_, plan) => {
    await expect(run(plan)).rejects.toThrow('plan')
  })

  it('says unchanged when there is nothing to do', async () => {
    const { short } = await run(planOf({}))
    expect(short).toEqual(['run unchanged'])
  })

  it('ends every action exactly once, after all that it needs, on any graph and with any failures', async () => {
    const graph = fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 4 }), fc.boolean()), { maxLength: 21 })
    await fc.assert(
      fc.asyncProperty(graph, fc.integer({ min: 1, max: 5 }), async (nodes, concurrency) => {
        const steps = Object.fromEntries(
          nodes.map(([after], index) => [
            `n${index}`,
            [...new Set(after.filter((n) => n < index))].map((n) => `n${n}`),
          ]),
        )
        const failing = new Set(nodes.flatMap(([, fails], index) => (fails ? [`n${index}`] : [])))
        const { result, short } = await run(planOf(steps), {
          concurrency,
          perform: async (action) => {
            await Promise.resolve()
            if (failing.has(action.id)) throw new Error('no')
            return {}
          },
        })
        const ends = short.filter((text) => !text.startsWith('start') && !text.startsWith('run'))
        expect(new Set(ends.map((text) => text.split(' ')[1]))).toEqual(new Set(Object.keys(steps)))
        expect(ends).toHaveLength(nodes.length)
        for (const [id, after] of Object.entries(steps)) {
          const ran = short.includes(`start ${id}`)
          expect(ran).toBe(after.every((before) => result.actions.get(before) === 'done'))
          if (ran)
            expect(after.every((b) => short.indexOf(`done ${b}`) < short.indexOf(`start ${id}`))).toBe(true)
        }
      }),
    )
  })
})
