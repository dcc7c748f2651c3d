import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Origins } from '../../../document/origins.ts'
import type { ContainerDetails, ObservedContainer } from '../../../engine/observed.ts'
import type { PortListener } from '../../../events/machine.ts'
import type { Project } from '../../../model/project.ts'
import type { Plan } from '../../../planner/plan.ts'
import type { EngineAction } from '../actions.ts'
import type { Evidence } from '../evidence.ts'

/** One thing that is wrong now: what and where (the diagnostic), of whom, and who is kept waiting by it. */
export interface Finding {
  readonly diagnostic: Diagnostic
  readonly service?: string
  readonly container?: string
  /** From a service that cannot go on to the one at fault: `['web', 'db']`. */
  readonly dependencyPath?: readonly string[]
}

/** A container that is not plainly running and healthy was looked at more closely. */
export interface SeenContainer {
  readonly listed: ObservedContainer
  readonly details?: ContainerDetails
  readonly evidence?: Evidence
}

/** Everything that findings are made from. */
export interface Situation {
  readonly project: Project
  readonly origins: Origins
  /** The services to find out about. */
  readonly services: readonly string[]
  /** By service, lowest number first. */
  readonly containers: ReadonlyMap<string, readonly SeenContainer[]>
  /** What `up` would do; absent where the files were not read or nothing can be planned. */
  readonly plan?: Plan<EngineAction>
  /** References of the images that are on the engine; absent where nobody asked. */
  readonly images?: ReadonlySet<string>
  /** All containers of the engine that run. */
  readonly others: readonly ObservedContainer[]
  readonly listeners: readonly PortListener[]
}
