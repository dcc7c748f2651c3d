import type { ByteSize, DurationText, StringMap } from './common.ts'

export interface DeviceRequest {
  readonly capabilities?: readonly string[]
  readonly driver?: string
  /** -1 is all. */
  readonly count?: number
  readonly device_ids?: readonly string[]
  readonly options?: StringMap
}

export interface UpdateConfig {
  readonly parallelism?: number
  readonly delay?: DurationText
  readonly failure_action?: string
  readonly monitor?: DurationText
  readonly max_failure_ratio?: number
  readonly order?: string
}

/** Section 2.5. What a single engine honours: replicas, resources, restart_policy. */
export interface Deploy {
  readonly mode?: string
  readonly replicas?: number
  readonly labels?: StringMap
  readonly update_config?: UpdateConfig
  readonly rollback_config?: UpdateConfig
  readonly resources: {
    readonly limits?: { readonly cpus?: number; readonly memory?: ByteSize; readonly pids?: number }
    readonly reservations?: {
      readonly cpus?: number
      readonly memory?: ByteSize
      readonly devices?: readonly DeviceRequest[]
      readonly generic_resources?: readonly {
        readonly discrete_resource_spec?: { readonly kind?: string; readonly value?: number }
      }[]
    }
  }
  readonly restart_policy?: {
    readonly condition?: string
    readonly delay?: DurationText
    readonly max_attempts?: number
    readonly window?: DurationText
  }
  readonly placement: {
    readonly constraints?: readonly string[]
    readonly preferences?: readonly { readonly spread?: string }[]
    readonly max_replicas_per_node?: number
  }
  readonly endpoint_mode?: string
}
