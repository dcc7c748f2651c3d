import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { ContainerRef } from './decisions.ts'
import type { ActionOf } from './intent.ts'

interface ContainerStep {
  readonly ref: ContainerRef
  /** Id. */
  readonly container: string
  readonly reason: Reason
  readonly after: readonly ActionId[]
}

/** One-off containers share a number, so their ids carry the name. */
function suffix(ref: ContainerRef): string {
  return ref.name.includes('-run-') ? ref.name : ''
}

export function stopContainer(
  step: ContainerStep & { readonly graceSeconds?: number },
): ActionOf<'container.stop'> {
  return {
    id: actionId('container.stop', step.ref, suffix(step.ref)),
    do: 'container.stop',
    target: step.ref,
    reason: step.reason,
    after: step.after,
    container: step.container,
    ...(step.graceSeconds === undefined ? {} : { graceSeconds: step.graceSeconds }),
  }
}

export function removeContainer(
  step: ContainerStep & { readonly anonymousVolumes?: boolean },
): ActionOf<'container.remove'> {
  return {
    id: actionId('container.remove', step.ref, suffix(step.ref)),
    do: 'container.remove',
    target: step.ref,
    reason: step.reason,
    after: step.after,
    container: step.container,
    anonymousVolumes: step.anonymousVolumes ?? false,
    force: true,
  }
}
