import type { LogView } from '../events/host.ts'
import type { Project } from '../model/project.ts'
import type { PlanRun } from './run-plan.ts'
import type { UpRequest } from './up-request.ts'

/** An `up` that stays attached, planned and ready to run. */
export interface AttachedRun extends PlanRun {
  readonly project: Project
  readonly request: UpRequest
  readonly view: LogView
}
