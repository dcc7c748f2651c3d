import { execFileSync } from 'node:child_process'
import type { OptimiserBudget } from '../../src/cli/packed-parts.ts'

/** Enough for `up` of fifty services to end before anything is optimised, and little against what a long command does. */
const multiple = 10

/** `undefined` where this Node says nothing of its budget: it is a matter of V8, and could change. */
export function optimiserBudget(): OptimiserBudget | undefined {
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  const value = Number(/--interrupt-budget=(\d+)/.exec(options)?.[1])
  if (!Number.isInteger(value)) return undefined
  return { usual: `--interrupt-budget=${value}`, raised: `--interrupt-budget=${value * multiple}` }
}
