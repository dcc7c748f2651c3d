import type { Origins } from '../../document/origins.ts'
import type { Project } from '../../model/project.ts'
import type { ObservedState } from './observe.ts'

/** What an `up` is planned from. */
export interface UpFacts {
  readonly project: Project
  readonly observed: ObservedState
  readonly origins: Origins
  /**
   * Services some of whose variables only providers and models could tell, which are not asked now. Absent while they are still to be
   * asked: then asking is part of the plan.
   */
  readonly unknownVariables?: ReadonlySet<string>
  /** Proxy variables of the user's docker configuration. */
  readonly proxyEnvironment?: Readonly<Record<string, string>>
  /** The texts of the seccomp profiles that services name, by absolute path. */
  readonly seccompProfiles?: Readonly<Record<string, string>>
}
