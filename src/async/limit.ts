/** Runs what it is given, at most `concurrency` at a time, in the order given. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>

export function createLimit(concurrency: number): Limit {
  const waiting: (() => void)[] = []
  let running = 0
  const acquire = (): Promise<void> | undefined => {
    if (running < concurrency) {
      running += 1
      return undefined
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const release = () => {
    const next = waiting.shift()
    // The place is handed on, so `running` stays.
    if (next === undefined) running -= 1
    else next()
  }
  return async (work) => {
    await acquire()
    try {
      return await work()
    } finally {
      release()
    }
  }
}
