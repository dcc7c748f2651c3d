import type { Origins } from '../../document/origins.ts'
import type { Project } from '../../model/project.ts'
import type { ObservedState } from './observe.ts'

/** What an `up` is planned from. */
export interface UpFacts {
  readonly project: Project
  readonly observed: ObservedState
  readonly origins: Origins
  /** Proxy variables of the user's docker configuration. */
  readonly proxyEnvironment?: Readonly<Record<string, string>>
  /** The texts of the seccomp profiles that services name, by absolute path. */
  readonly seccompProfiles?: Readonly<Record<string, string>>
}
