import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import type { EngineAction } from './actions.ts'
import { containerRef } from './container-ref.ts'
import { isOneOff, serviceOf } from './labels.ts'
import type { ObservedState } from './observe.ts'
import { removeContainer, stopContainer } from './removal.ts'
import { isAlive } from './replicas.ts'

/** Containers of the project that belong to no service of its files: removed when asked for, else mentioned. Section 4.4. */
export function planOrphans(
  project: Project,
  observed: Pick<ObservedState, 'containers'>,
  intent: {
    readonly removeOrphans: boolean
    readonly warnOrphans: boolean
    readonly timeoutSeconds?: number
  },
): { readonly actions: readonly EngineAction[]; readonly warnings: readonly Diagnostic[] } {
  const orphans = findOrphans(project, observed.containers)
  if (orphans.length === 0) return { actions: [], warnings: [] }
  if (!intent.removeOrphans)
    return { actions: [], warnings: intent.warnOrphans ? [orphanWarning(orphans)] : [] }
  const reason: Reason = { because: 'orphaned' }
  const actions = orphans.flatMap((container): readonly EngineAction[] => {
    const ref = containerRef(container)
    const stop = stopContainer({
      ref,
      container: container.id,
      reason,
      after: [],
      isStopped: !isAlive(container),
      ...grace(intent),
    })
    const remove = removeContainer({ ref, container: container.id, reason, after: [stop.id] })
    return [stop, remove]
  })
  return { actions, warnings: [] }
}

/** Replicas of unknown services, and one-off containers that have ended. */
export function findOrphans(
  project: Pick<Project, 'services' | 'disabledServices'>,
  containers: readonly ObservedContainer[],
): readonly ObservedContainer[] {
  return containers.filter((container) => {
    if (isOneOff(container.labels)) return container.state === 'exited' || container.state === 'dead'
    const service = serviceOf(container.labels) ?? ''
    return (
      own(project.services, service) === undefined && own(project.disabledServices, service) === undefined
    )
  })
}

export function orphanWarning(orphans: readonly ObservedContainer[]): Diagnostic {
  const names = orphans.map((container) => container.name).join(' ')
  return {
    code: 'CMP212',
    severity: 'warning',
    message: `found orphan containers ([${names}]) for this project`,
    hint: 'if you removed or renamed this service in your compose file, run this command with the --remove-orphans flag to clean it up',
  }
}

function grace(intent: { readonly timeoutSeconds?: number }): { readonly graceSeconds?: number } {
  return intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }
}
