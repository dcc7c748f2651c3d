// `npm run fuzz [-- --count N --seed N]`: loads files that were changed at random. Any exception, any load of more than a second of work and
// any message without a place is a failure; `--case I` shows the files of one case. Ends with 1 when there was a failure.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fuzzFiles, problemsOfCase } from '../test/load/fuzz/fuzz-case.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'

interface Work {
  readonly seed: number
  readonly first: number
  readonly end: number
  /** The case that is being loaded, for the watch. */
  readonly current: Int32Array
}

interface Failure {
  readonly index: number
  readonly problem: string
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
    },
  })
  const [count, seed] = [numberOf('count', values.count), numberOf('seed', values.seed)]
  if (values.case !== undefined) return showCase(seed, numberOf('case', values.case))
  const failures = await fuzz(seed, count)
  say(`${count} cases with seed ${seed}: ${failures} failures`)
  return failures === 0 ? 0 : 1
}

function numberOf(flag: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0)
    throw new SetUpError(`--${flag} takes a number, not "${text}"`)
  return value
}

async function showCase(seed: number, index: number): Promise<number> {
  const files = fuzzFiles(seed, index)
  for (const [path, text] of Object.entries(files)) process.stdout.write(`--- ${path}\n${text}\n`)
  const problems = await problemsOfCase(files)
  for (const problem of problems) say(problem)
  return problems.length === 0 ? 0 : 1
}

/** Loads in a thread of its own, so that a load without an end can be seen and left behind. */
async function fuzz(seed: number, count: number): Promise<number> {
  let failures = 0
  const report = ({ index, problem }: Failure): void => {
    failures++
    say(`case ${index}: ${problem}`)
  }
  for (let first = 0; first < count;) {
    const current = new Int32Array(new SharedArrayBuffer(4))
    const stuckAt = await runThread({ seed, first, end: count, current }, report)
    if (stuckAt === undefined) break
    report({ index: stuckAt, problem: `still loading after ${PATIENCE_MS} ms` })
    first = stuckAt + 1
  }
  return failures
}

const PATIENCE_MS = 10_000

/** Resolves to the case that does not end, if one does not. */
async function runThread(work: Work, report: (failure: Failure) => void): Promise<number | undefined> {
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: work })
  thread.on('message', report)
  return new Promise((resolve, reject) => {
    let last = -1
    const watch = setInterval(() => {
      const index = Atomics.load(work.current, 0)
      if (index === last) finish(() => resolve(index))
      last = index
    }, PATIENCE_MS)
    const finish = (settle: () => void): void => {
      clearInterval(watch)
      void thread.terminate().then(settle)
    }
    thread.once('error', (error) => finish(() => reject(error)))
    thread.once('exit', () => finish(() => resolve(undefined)))
  })
}

async function loadAll({ seed, first, end, current }: Work): Promise<void> {
  for (let index = first; index < end; index++) {
    Atomics.store(current, 0, index)
    for (const problem of await problemsOfCase(fuzzFiles(seed, index)))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      parentPort?.postMessage({ index, problem })
    if (index % 20_000 === 19_999) say(`${index + 1} of ${end}`)
  }
}

if (isMainThread) await runScript(main)
else await loadAll(workerData)
