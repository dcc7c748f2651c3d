import { deferred } from './deferred.ts'

/** Several sources read as one; more can be added while it is read. */
export interface Merge<T> extends AsyncIterable<T> {
  add(source: AsyncIterable<T>): void
  /** No source will be added any more: iteration ends with the last of those there are. */
  seal(): void
}

interface Arrival<T> {
  readonly iterator: AsyncIterator<T>
  readonly result: IteratorResult<T>
}

interface MergeState<T> {
  readonly open: Set<AsyncIterator<T>>
  readonly arrived: Arrival<T>[]
  sealed: boolean
  failed: { readonly reason: unknown } | undefined
  wake: () => void
}

/**
 * The values of all sources as they come. Fair: a source is asked again only when its last value was taken, and then waits behind the
 * others. Pull-based: each source is at most one value ahead. The first rejection rejects; leaving the loop returns all sources.
 */
export function mergeIterables<T>(sources: Iterable<AsyncIterable<T>>): AsyncIterable<T> {
  const merge = createMerge<T>()
  for (const source of sources) merge.add(source)
  merge.seal()
  return merge
}

export function createMerge<T>(): Merge<T> {
  const state: MergeState<T> = {
    open: new Set(),
    arrived: [],
    sealed: false,
    failed: undefined,
    wake: () => {},
  }
  return {
    add: (source) => {
      const iterator = source[Symbol.asyncIterator]()
      state.open.add(iterator)
      void ask(state, iterator)
    },
    seal: () => {
      state.sealed = true
      state.wake()
    },
    [Symbol.asyncIterator]: () => read(state),
  }
}

// Callbacks and one waiting promise: racing the sources anew for each value would pile up reactions on the quiet ones.
async function ask<T>(state: MergeState<T>, iterator: AsyncIterator<T>): Promise<void> {
  try {
    const result = await iterator.next()
    state.arrived.push({ iterator, result })
  } catch (reason) {
    state.open.delete(iterator)
    state.failed ??= { reason }
  }
  state.wake()
}

async function* read<T>(state: MergeState<T>): AsyncGenerator<T, void, undefined> {
  try {
    while (true) {
      const arrival = state.arrived.shift()
      if (arrival !== undefined) {
        if (arrival.result.done === true) state.open.delete(arrival.iterator)
        else {
          yield arrival.result.value
          void ask(state, arrival.iterator)
        }
      } else if (state.failed !== undefined) throw state.failed.reason
      else if (state.sealed && state.open.size === 0) return
      else await sleepUntilWoken(state)
    }
  } finally {
    // Not awaited: a source in the middle of a read answers only after that read. Rejections were meant for the reader, who has left.
    for (const iterator of state.open) iterator.return?.().then(undefined, () => {})
  }
}

async function sleepUntilWoken<T>(state: MergeState<T>): Promise<void> {
  const woken = deferred<void>()
  state.wake = () => woken.resolve()
  await woken.promise
  state.wake = () => {}
}
