import { deferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'

/**
 * Values from one who has them to one who waits for them, in order, without a bound: for what is small and must not be lost (`Channel`
 * is for what may wait). After `close` or `fail`, what was added before is still received; then iteration ends or rejects.
 */
export interface Queue<T> extends AsyncIterable<T> {
  add(value: T): void
  close(): void
  fail(reason: unknown): void
}

type End = { readonly how: 'closed' } | { readonly how: 'failed'; readonly reason: unknown }

interface State<T> {
  readonly values: T[]
  readonly receivers: Deferred<IteratorResult<T, undefined>>[]
  end: End | undefined
}

export function createQueue<T>(): Queue<T> {
  const state: State<T> = { values: [], receivers: [], end: undefined }
  const finish = (end: End) => {
    state.end ??= end
    for (const receiver of state.receivers.splice(0)) settle(receiver, state.end)
  }
  return {
    add: (value) => {
      if (state.end !== undefined) return
      const receiver = state.receivers.shift()
      if (receiver === undefined) state.values.push(value)
      else receiver.resolve({ value, done: false })
    },
    close: () => finish({ how: 'closed' }),
    fail: (reason) => finish({ how: 'failed', reason }),
    [Symbol.asyncIterator]: () => ({
      next: () => receive(state),
      return: () => Promise.resolve({ value: undefined, done: true }),
    }),
  }
}

function receive<T>(state: State<T>): Promise<IteratorResult<T, undefined>> {
  const receiver = deferred<IteratorResult<T, undefined>>()
  if (state.values.length > 0) {
    for (const value of state.values.splice(0, 1)) receiver.resolve({ value, done: false })
  } else if (state.end === undefined) state.receivers.push(receiver)
  else settle(receiver, state.end)
  return receiver.promise
}

function settle<T>(receiver: Deferred<IteratorResult<T, undefined>>, end: End): void {
  if (end.how === 'closed') receiver.resolve({ value: undefined, done: true })
  else receiver.reject(end.reason)
}
