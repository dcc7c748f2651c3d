import { availableParallelism, totalmem } from 'node:os'

const fewest = 2
const most = 16
const bytesForOne = 512 * 1024 * 1024

/** How many builds run at once where nobody says: each sends files and may compile something, so memory counts as processors do. */
export function parallelBuilds(): number {
  const forMemory = Math.floor(totalmem() / bytesForOne)
  return Math.max(fewest, Math.min(most, forMemory, availableParallelism() * 2))
}
