import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import type { ContainerRef } from './decisions.ts'
import type { ActionOf } from './intent.ts'
import { stopContainer } from './removal.ts'
import type { ReplacementContext } from './replacement-context.ts'

export interface StoppedUser {
  readonly ref: ContainerRef
  /** Id. */
  readonly container: string
  readonly reason: Reason
  readonly isStopped: boolean
}

/** Stops containers whose network or volume is made anew: not before everything that may go wrong is done, and dependents first. */
export function stopUsers(
  users: readonly StoppedUser[],
  { facts, intent, first, stops }: ReplacementContext,
): readonly ActionOf<'container.stop'>[] {
  const order = [...facts.services].toReversed()
  const sorted = users.toSorted((a, b) => order.indexOf(a.ref.service) - order.indexOf(b.ref.service))
  const planned = new Map<string, ActionId[]>()
  return sorted.map(({ ref, container, reason, isStopped }) => {
    const dependents = [...planned].filter(([name]) => needs(facts.project.services, name, ref.service))
    const stop = stopContainer({
      ref,
      container,
      reason,
      isStopped,
      after: [
        ...first,
        ...dependents.flatMap(([, ids]) => ids),
        ...(stops.beforeReplacing.get(ref.service) ?? []),
      ],
      ...(intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }),
    })
    planned.set(ref.service, [...(planned.get(ref.service) ?? []), stop.id])
    return stop
  })
}

type Services = ReplacementContext['facts']['project']['services']

function needs(services: Services, dependent: string, name: string): boolean {
  return own(own(services, dependent)?.depends_on, name) !== undefined
}
