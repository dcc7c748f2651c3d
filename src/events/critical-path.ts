import type { ActionId } from '../planner/plan.ts'

interface Step {
  readonly run: number
  readonly id: ActionId
  readonly startMs: number
  readonly endMs: number
  readonly after: readonly ActionId[]
}

/**
 * The chain of steps that decided when all was done: from the one that ended last back over the one that each waited for longest. Where
 * one waited for nothing, it began with its run, which waited for the one before.
 */
export function criticalSteps<S extends Step>(steps: readonly S[]): ReadonlySet<S> {
  const path = new Set<S>()
  for (let step = lastOf(steps); step !== undefined; step = before(step, steps)) path.add(step)
  return path
}

function before<S extends Step>({ run, after }: S, steps: readonly S[]): S | undefined {
  const waitedFor = steps.filter((other) => other.run === run && after.includes(other.id))
  return lastOf(waitedFor) ?? lastOf(steps.filter((other) => other.run < run))
}

function lastOf<S extends Step>(steps: readonly S[]): S | undefined {
  return steps.reduce<S | undefined>(
    (last, step) => (last === undefined || step.endMs >= last.endMs ? step : last),
    undefined,
  )
}
