import type { Stdio } from '../events/stdio.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { OneOffOverrides } from './one-off-service.ts'

/** What `run` is asked for. Section 1.6. */
export interface RunRequest {
  readonly load: LoadRequest
  readonly service: string
  readonly overrides: OneOffOverrides
  /** Of the container; absent: one of its own. */
  readonly name?: string
  /** 64 hexadecimal digits that tell one run from another. */
  readonly slug: string
  readonly noDeps: boolean
  readonly useAliases: boolean
  readonly detach: boolean
  /** The container is removed when it ends. */
  readonly remove: boolean
  readonly removeOrphans: boolean
  readonly ignoreOrphans: boolean
  /** Overrides every service's pull policy. */
  readonly pull?: string
  /** Absent: what is missing is built. */
  readonly build?: 'always' | 'never'
  readonly stdio: Stdio
  readonly dryRun: boolean
}
