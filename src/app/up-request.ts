import type { LogView } from '../events/host.ts'
import type { OpenMenu } from '../events/key-menu.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { UpIntent } from '../targets/engine/intent.ts'

/** What `up` and `plan` are asked for; one field a flag (section 1.5). */
export interface UpRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  readonly detach: boolean
  readonly wait: boolean
  readonly waitTimeoutSeconds?: number
  readonly recreate: UpIntent['recreate']
  readonly recreateDependencies: boolean
  readonly noDeps: boolean
  readonly noStart: boolean
  readonly removeOrphans: boolean
  readonly ignoreOrphans: boolean
  readonly renewAnonymousVolumes: boolean
  readonly scale: Readonly<Record<string, number>>
  readonly timeoutSeconds?: number
  /** Overrides every service's pull policy. */
  readonly pull?: string
  readonly quietPull: boolean
  /** Absent: what is missing is built. */
  readonly build?: 'always' | 'never'
  readonly dryRun: boolean
  /** Volumes whose definition changed are made anew, with their data lost; absent: somebody is asked. */
  readonly agreed?: true
  /** Show the plan, and ask before it is carried out. */
  readonly confirm?: true
  readonly attach: readonly string[]
  readonly noAttach: readonly string[]
  readonly attachDependencies: boolean
  readonly abortOn?: 'exit' | 'failure'
  readonly exitCodeFrom?: string
  /** Where output goes when attached. */
  readonly view?: LogView
  /** Called when the plan is carried out, while containers go on running under the eyes of this command. */
  readonly onStarted?: () => void
  /** Offers keys to whoever sits before the terminal while it is attached. */
  readonly openMenu?: OpenMenu
}
