import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ActionId } from '../../planner/plan.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import type { NetworkPlan } from './plan-networks.ts'
import type { VolumePlan } from './plan-volumes.ts'
import { replaceNetworks, type NetworkReplacements } from './replace-networks.ts'
import { replaceVolumes, type Withdrawn } from './replace-volumes.ts'
import type { ReplacementContext } from './replacement-context.ts'

export interface Replacements extends NetworkReplacements {
  /** By id of a container: the action after which it is gone. */
  readonly removals: ReadonlyMap<string, ActionId>
}

interface Wanted {
  readonly networks: Pick<NetworkPlan, 'replacements'>
  readonly volumes: Pick<VolumePlan, 'replacements'>
  readonly withdrawn: readonly Withdrawn[]
  /** Removals of containers that are too many or orphaned. */
  readonly others: readonly EngineAction[]
}

/** Makes networks and volumes anew whose definition changed, or says which containers stand in the way. Section 4.4. */
export function planReplacements(
  { networks, volumes, withdrawn, others }: Wanted,
  given: Omit<ReplacementContext, 'removals'>,
): Replacements {
  const context = { ...given, removals: knownRemovals(given, others) }
  const replaced = replaceVolumes(volumes.replacements, withdrawn, context)
  const removals = new Map([...context.removals, ...replaced.removals])
  const rejoined = replaceNetworks(networks.replacements, { ...context, removals })
  const problems: readonly Diagnostic[] = [...replaced.problems, ...rejoined.problems]
  return { ...rejoined, removals, problems, actions: [...replaced.actions, ...rejoined.actions] }
}

function knownRemovals(
  { decisions }: Pick<ReplacementContext, 'decisions'>,
  others: readonly EngineAction[],
): ReadonlyMap<string, ActionId> {
  const surplus = [...decisions.values()].flatMap((decision) => decision.surplus)
  return new Map([
    ...surplus.map(({ ref, current }) => [current.id, actionId('container.remove', ref)] as const),
    ...others.flatMap((action) =>
      action.do === 'container.remove' ? [[action.container, action.id] as const] : [],
    ),
  ])
}
