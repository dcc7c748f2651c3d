import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Plan } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { anonymousLosses } from './anonymous-losses.ts'
import type { EngineAction } from './actions.ts'
import { isOneOff, serviceOf } from './labels.ts'
import { planStop } from './plan-stop.ts'
import { removeContainer } from './removal.ts'
import { isAlive } from './replicas.ts'
import { smallPlan } from './small-plan.ts'
import { containerRef } from './container-ref.ts'

export interface RemoveIntent {
  readonly services: readonly string[]
  /** Running ones too, which are stopped first. */
  readonly stop: boolean
  readonly anonymousVolumes: boolean
}

const reason: Reason = { because: 'requested', flag: 'rm' }

/** Removes the stopped replicas of these services, or stops and removes all of them. */
export function planRemove(
  project: Pick<Project, 'name' | 'services'>,
  containers: readonly ObservedContainer[],
  intent: RemoveIntent,
): Plan<EngineAction> {
  const stops = intent.stop
    ? planStop(project, containers, { services: intent.services, reason }).actions
    : []
  const removals = containers
    .filter((container) => !isOneOff(container.labels) && (intent.stop || !isAlive(container)))
    .filter((container) => intent.services.includes(serviceOf(container.labels) ?? ''))
    .map((container) => {
      const stop = stops.find((action) => action.do === 'container.stop' && action.container === container.id)
      return removeContainer({
        ref: containerRef(container),
        container: container.id,
        reason,
        after: stop === undefined ? [] : [stop.id],
        anonymousVolumes: intent.anonymousVolumes,
      })
    })
  const plan = smallPlan(project.name, [...stops, ...removals])
  return { ...plan, losses: anonymousLosses(removals, containers) }
}
