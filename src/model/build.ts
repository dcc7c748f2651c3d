import type {
  ByteSize,
  EnvironmentMap,
  Extensible,
  FileReference,
  StringLists,
  StringMap,
  Ulimit,
} from './common.ts'

/** Section 2.4. `context` is an absolute path or a URL. */
export interface Build extends Extensible {
  readonly context?: string
  readonly dockerfile?: string
  readonly dockerfile_inline?: string
  readonly entitlements?: readonly string[]
  readonly args?: EnvironmentMap
  readonly provenance?: string
  readonly sbom?: string
  readonly ssh?: readonly string[]
  readonly labels?: StringMap
  readonly cache_from?: readonly string[]
  readonly cache_to?: readonly string[]
  readonly no_cache?: boolean
  readonly no_cache_filter?: readonly string[]
  readonly additional_contexts?: StringMap
  readonly pull?: boolean
  readonly extra_hosts?: StringLists
  readonly isolation?: string
  readonly network?: string
  readonly target?: string
  readonly secrets?: readonly FileReference[]
  readonly shm_size?: ByteSize
  readonly tags?: readonly string[]
  readonly ulimits?: Readonly<Record<string, Ulimit>>
  readonly platforms?: readonly string[]
  readonly privileged?: boolean
}
