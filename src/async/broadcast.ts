import { deferred } from './deferred.ts'

/** One of several readers of the same values; one who will read no more has to leave. */
export interface Listener<T> extends AsyncIterable<T>, Disposable {}

/**
 * The same values for several readers, of which none gets ahead of another by more than one: nothing is kept. A reader who has left
 * holds up nobody.
 */
export function broadcast<T>(source: AsyncIterable<T>, count: number): readonly Listener<T>[] {
  const round: Round<T> = {
    source: source[Symbol.asyncIterator](),
    active: count,
    waiting: 0,
    next: deferred(),
  }
  return Array.from({ length: count }, () => listener(round))
}

interface Round<T> {
  readonly source: AsyncIterator<T, unknown>
  active: number
  waiting: number
  next: ReturnType<typeof deferred<IteratorResult<T, unknown>>>
}

function listener<T>(round: Round<T>): Listener<T> {
  const own = { hasLeft: false }
  return {
    [Symbol.asyncIterator]: () => read(round),
    [Symbol.dispose]: () => {
      if (own.hasLeft) return
      own.hasLeft = true
      round.active -= 1
      goOn(round)
    },
  }
}

async function* read<T>(round: Round<T>): AsyncGenerator<T, void, undefined> {
  for (;;) {
    const { promise } = round.next
    round.waiting += 1
    goOn(round)
    const result = await promise
    if (result.done === true) return
    yield result.value
  }
}

/** When everybody who is there waits. */
function goOn<T>(round: Round<T>): void {
  if (round.waiting === 0 || round.waiting < round.active) return
  const { next, source } = round
  round.waiting = 0
  round.next = deferred()
  source.next().then(next.resolve, next.reject)
}
