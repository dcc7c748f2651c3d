import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { ActionBase } from '../../planner/plan.ts'
import { actionId } from './action-ids.ts'
import type { ContainerRef } from './decisions.ts'
import type { ActionOf } from './intent.ts'
import { deliverFiles } from './spec-files.ts'

interface StartStep extends Pick<ActionBase, 'reason' | 'after' | 'afterSettled'> {
  readonly ref: ContainerRef
  /** Id, or name where the plan creates it. */
  readonly container: string
  readonly project: Pick<Project, 'secrets' | 'configs'>
  readonly service: Service
}

/** Starts a container of a service, with the secrets and configs that are copied into it before. */
export function startContainer(step: StartStep): ActionOf<'container.start'> {
  const { files } = deliverFiles(step.project, step.service)
  return {
    id: actionId('container.start', step.ref),
    do: 'container.start',
    target: step.ref,
    reason: step.reason,
    after: step.after,
    ...(step.afterSettled === undefined ? {} : { afterSettled: step.afterSettled }),
    container: step.container,
    ...(files.length === 0 ? {} : { files }),
  }
}
