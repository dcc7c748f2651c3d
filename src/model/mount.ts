import type { ByteSize, Extensible, StringMap } from './common.ts'

interface BindOptions extends Extensible {
  readonly propagation?: string
  /** `true` for short forms. Absent in a long form that does not say, which means true. */
  readonly create_host_path?: boolean
  readonly recursive?: string
  readonly selinux?: string
}

interface VolumeOptions extends Extensible {
  readonly labels?: StringMap
  readonly nocopy?: boolean
  readonly subpath?: string
}

interface TmpfsOptions extends Extensible {
  readonly size?: ByteSize
  readonly mode?: number
}

interface ImageOptions extends Extensible {
  readonly subpath?: string
}

/** One entry of `services.*.volumes`, long form (section 2.8). */
export interface Mount extends Extensible {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'cluster' | 'npipe' | 'image'
  readonly source?: string
  readonly target: string
  readonly read_only?: boolean
  readonly consistency?: string
  readonly bind?: BindOptions
  readonly volume?: VolumeOptions
  readonly tmpfs?: TmpfsOptions
  readonly image?: ImageOptions
}
