import type { ByteSize, StringMap } from './common.ts'

export interface BindOptions {
  readonly propagation?: string
  /** `true` for short forms and by default. */
  readonly create_host_path?: boolean
  readonly recursive?: string
  readonly selinux?: string
}

/** One entry of `services.*.volumes`, long form (section 2.8). */
export interface Mount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'cluster' | 'npipe' | 'image'
  readonly source?: string
  readonly target: string
  readonly read_only?: boolean
  readonly consistency?: string
  readonly bind?: BindOptions
  readonly volume?: { readonly labels?: StringMap; readonly nocopy?: boolean; readonly subpath?: string }
  readonly tmpfs?: { readonly size?: ByteSize; readonly mode?: number }
  readonly image?: { readonly subpath?: string }
}
