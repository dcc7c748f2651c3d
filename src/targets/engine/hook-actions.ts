import type { ExecOptions } from '../../engine/exec.ts'
import type { Hook, Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { ContainerRef } from './decisions.ts'
import type { ActionOf } from './intent.ts'
import { environmentLines } from './spec-fields.ts'

interface HookStep {
  readonly ref: ContainerRef
  /** Id, or name where the plan creates it. */
  readonly container: string
  readonly service: Service | undefined
  readonly reason: Reason
  readonly after: readonly ActionId[]
}

/** What runs in a container after its start or before its stop, one after the other. Section 4.7. */
export function hookActions(
  hook: 'post_start' | 'pre_stop',
  step: HookStep,
): readonly ActionOf<'container.hook'>[] {
  const actions: ActionOf<'container.hook'>[] = []
  for (const [index, defined] of (step.service?.[hook] ?? []).entries()) {
    const before = actions.at(-1)
    actions.push({
      id: actionId(`container.${hook}`, step.ref, String(index + 1)),
      do: 'container.hook',
      target: step.ref,
      reason: step.reason,
      after: before === undefined ? step.after : [before.id],
      container: step.container,
      hook,
      index,
      exec: execOf(defined),
    })
  }
  return actions
}

function execOf({ command, user, privileged, working_dir, environment }: Hook): ExecOptions {
  return {
    command: command ?? [],
    tty: false,
    attach: { input: false, output: true },
    ...(user === undefined ? {} : { user }),
    ...(privileged === undefined ? {} : { privileged }),
    ...(working_dir === undefined ? {} : { workingDirectory: working_dir }),
    ...(environment === undefined ? {} : { environment: environmentLines(environment) }),
  }
}
