import type { StringMap } from './common.ts'

/** Section 2.3. `name` is the engine's name: `<project>_<key>` unless given. */
export interface Network {
  readonly name: string
  readonly driver?: string
  readonly driver_opts?: StringMap
  readonly ipam: {
    readonly driver?: string
    readonly config?: readonly {
      readonly subnet?: string
      readonly gateway?: string
      readonly ip_range?: string
      readonly aux_addresses?: StringMap
    }[]
    readonly options?: StringMap
  }
  readonly external?: boolean
  readonly internal?: boolean
  readonly attachable?: boolean
  readonly labels?: StringMap
  readonly enable_ipv4?: boolean
  readonly enable_ipv6?: boolean
}
