import type { ObservedContainer } from '../../engine/observed.ts'
import type { Loss } from '../../planner/plan.ts'
import type { EngineAction } from './actions.ts'

/** Removals that take the data in volumes without a name with them. */
export function anonymousLosses(
  actions: readonly EngineAction[],
  containers: readonly ObservedContainer[],
): readonly Loss[] {
  const losing = new Set(containers.filter(hasAnonymousVolume).map(({ id }) => id))
  return actions.flatMap((action) =>
    action.do === 'container.remove' && action.anonymousVolumes && losing.has(action.container)
      ? [{ action: action.id, what: 'anonymous-volume-data' as const }]
      : [],
  )
}

/** The engine gives them 64 hexadecimal digits for a name. */
function hasAnonymousVolume({ mounts }: ObservedContainer): boolean {
  return mounts.some(({ type, name }) => type === 'volume' && /^[0-9a-f]{64}$/u.test(name ?? ''))
}
