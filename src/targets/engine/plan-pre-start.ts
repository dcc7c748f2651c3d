import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import { actionId } from './action-ids.ts'
import type { Instance } from './decisions.ts'
import type { ActionOf } from './intent.ts'
import { isAlive } from './replicas.ts'
import { deliverFiles } from './spec-files.ts'
import { preStartContainer } from './spec-pre-start.ts'

/**
 * What runs before a service starts, one after the other: once for all its replicas, and only while none of them runs. `start` is that of
 * its first replica, whose prerequisites are waited for; every start comes after the last step. Section 4.7.
 */
export function planPreStart(
  project: Project,
  service: Service,
  instances: readonly Instance[],
  starts: readonly ActionOf<'container.start'>[],
): { readonly actions: readonly ActionOf<'container.prepare'>[]; readonly starts: typeof starts } {
  const [first] = starts
  const hooks = service.pre_start ?? []
  if (first === undefined || hooks.length === 0 || instances.some(staysAlive)) return { actions: [], starts }
  const { files } = deliverFiles(project, service)
  const { target, reason, afterSettled, container } = first
  if (target.kind !== 'container') return { actions: [], starts }
  const actions: ActionOf<'container.prepare'>[] = []
  // The volumes are those of a container that has its final name when everything before its start is done.
  for (const [index, hook] of hooks.entries()) {
    const before = actions.at(-1)
    actions.push({
      id: actionId('container.prepare', target, String(index + 1)),
      do: 'container.prepare',
      target,
      reason,
      after: before === undefined ? allBefore(starts) : [before.id],
      ...(before !== undefined || afterSettled === undefined ? {} : { afterSettled }),
      container,
      index,
      create: preStartContainer({ project, service, hook, index, replica: target.name }),
      ...(files.length === 0 ? {} : { files }),
    })
  }
  const last = actions.at(-1)
  const after = last === undefined ? [] : [last.id]
  return { actions, starts: starts.map((start) => ({ ...start, after: [...start.after, ...after] })) }
}

function staysAlive(instance: Instance): boolean {
  return instance.fate === 'keep' && isAlive(instance.current)
}

function allBefore(starts: readonly ActionOf<'container.start'>[]): readonly ActionId[] {
  return [...new Set(starts.flatMap(({ after }) => after))]
}
