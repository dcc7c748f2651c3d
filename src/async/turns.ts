/** Begins a piece of work when the one before of the same key has ended, however that ended. */
export type TakeTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Work of one key goes one after the other, in the order in which it is handed in; that of several keys side by side. */
export function createTurns(): TakeTurn {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    last.set(key, mine)
    return mine
  }
}
