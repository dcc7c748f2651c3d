import type { ObservedContainer } from '../../engine/observed.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Decisions } from './decisions.ts'
import type { UpIntent } from './intent.ts'
import type { RestartStops } from './plan-restart-stops.ts'
import type { UpFacts } from './up-facts.ts'

/** What replacing networks and volumes under the containers of a project depends on. */
export interface ReplacementContext {
  readonly facts: UpFacts & {
    /** In dependency order. */
    readonly services: readonly string[]
  }
  readonly intent: UpIntent
  readonly decisions: Decisions
  readonly stops: RestartStops
  /** By id of a container: the action after which it is gone. */
  readonly removals: ReadonlyMap<string, ActionId>
  /** What may not succeed: it is done before anything that runs is interrupted. */
  readonly first: readonly ActionId[]
}

/** Everything that might use a network or volume of the project, ours or not. */
export function possibleUsers({ facts }: Pick<ReplacementContext, 'facts'>): readonly ObservedContainer[] {
  return [...facts.observed.containers, ...facts.observed.outsiders]
}
