import type { Origins } from '../../document/origins.ts'
import type { Project } from '../../model/project.ts'
import type { ObservedState } from './observe.ts'

/** What an `up` is planned from. */
export interface UpFacts {
  readonly project: Project
  readonly observed: ObservedState
  readonly origins: Origins
}
