import type { Extensible, StringMap } from './common.ts'

/** Section 2.3. `name` is the engine's name: `<project>_<key>` unless given. */
export interface Volume extends Extensible {
  readonly name: string
  readonly driver?: string
  readonly driver_opts?: StringMap
  readonly external?: boolean
  readonly labels?: StringMap
}
