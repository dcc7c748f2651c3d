import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { ContainerRef } from './decisions.ts'
import { hookActions } from './hook-actions.ts'
import type { ActionOf } from './intent.ts'

interface ContainerStep {
  readonly ref: ContainerRef
  /** Id. */
  readonly container: string
  readonly reason: Reason
  readonly after: readonly ActionId[]
  /** It does not run. */
  readonly isStopped?: boolean
}

export function stopContainer(
  step: ContainerStep & { readonly graceSeconds?: number },
): ActionOf<'container.stop'> {
  return {
    id: actionId('container.stop', step.ref),
    do: 'container.stop',
    target: step.ref,
    reason: step.reason,
    after: step.after,
    container: step.container,
    ...(step.graceSeconds === undefined ? {} : { graceSeconds: step.graceSeconds }),
    ...(step.isStopped === true ? { isStopped: true } : {}),
  }
}

/**
 * Stops a container of a service after its pre_stop hooks; where one of them fails, it is not stopped. `service` undefined: without
 * hooks, as where a container is replaced, surplus or an orphan. Section 4.7.
 */
export function stopAfterHooks(
  step: ContainerStep & { readonly graceSeconds?: number; readonly service: Service | undefined },
): { readonly hooks: readonly ActionOf<'container.hook'>[]; readonly stop: ActionOf<'container.stop'> } {
  const { service, ...rest } = step
  const hooks = hookActions('pre_stop', { ...rest, service })
  const last = hooks.at(-1)
  return { hooks, stop: stopContainer({ ...rest, after: last === undefined ? rest.after : [last.id] }) }
}

export function removeContainer(
  step: ContainerStep & { readonly anonymousVolumes?: boolean },
): ActionOf<'container.remove'> {
  return {
    id: actionId('container.remove', step.ref),
    do: 'container.remove',
    target: step.ref,
    reason: step.reason,
    after: step.after,
    container: step.container,
    anonymousVolumes: step.anonymousVolumes ?? false,
    force: true,
  }
}
