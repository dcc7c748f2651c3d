import type { Extensible, StringMap } from './common.ts'

export interface AddressPool extends Extensible {
  readonly subnet?: string
  readonly gateway?: string
  readonly ip_range?: string
  readonly aux_addresses?: StringMap
}

export interface Ipam extends Extensible {
  readonly driver?: string
  readonly config?: readonly AddressPool[]
  readonly options?: StringMap
}

/** Section 2.3. `name` is the engine's name: `<project>_<key>` unless given. */
export interface Network extends Extensible {
  readonly name: string
  readonly driver?: string
  readonly driver_opts?: StringMap
  readonly ipam: Ipam
  readonly external?: boolean
  readonly internal?: boolean
  readonly attachable?: boolean
  readonly labels?: StringMap
  readonly enable_ipv4?: boolean
  readonly enable_ipv6?: boolean
}
