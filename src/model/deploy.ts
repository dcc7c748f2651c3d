import type { ByteSize, DurationText, Extensible, StringMap } from './common.ts'

export interface DeviceRequest extends Extensible {
  readonly capabilities?: readonly string[]
  readonly driver?: string
  /** -1 is all. */
  readonly count?: number
  readonly device_ids?: readonly string[]
  readonly options?: StringMap
}

export interface UpdateConfig extends Extensible {
  readonly parallelism?: number
  readonly delay?: DurationText
  readonly failure_action?: string
  readonly monitor?: DurationText
  readonly max_failure_ratio?: number
  readonly order?: string
}

export interface GenericResource extends Extensible {
  readonly discrete_resource_spec?: DiscreteResource
}

interface DiscreteResource extends Extensible {
  readonly kind: string
  readonly value: number
}

/** Limits or reservations; devices and generic resources can only be reserved. */
export interface Resource extends Extensible {
  readonly cpus?: number
  readonly memory?: ByteSize
  readonly pids?: number
  readonly devices?: readonly DeviceRequest[]
  readonly generic_resources?: readonly GenericResource[]
}

interface Resources extends Extensible {
  readonly limits?: Resource
  readonly reservations?: Resource
}

export interface RestartPolicy extends Extensible {
  readonly condition?: string
  readonly delay?: DurationText
  readonly max_attempts?: number
  readonly window?: DurationText
}

interface PlacementPreference extends Extensible {
  readonly spread?: string
}

export interface Placement extends Extensible {
  readonly constraints?: readonly string[]
  readonly preferences?: readonly PlacementPreference[]
  readonly max_replicas_per_node?: number
}

/** Section 2.5. What a single engine honours: replicas, resources, restart_policy. */
export interface Deploy extends Extensible {
  readonly mode?: string
  readonly replicas?: number
  readonly labels?: StringMap
  readonly update_config?: UpdateConfig
  readonly rollback_config?: UpdateConfig
  readonly resources: Resources
  readonly restart_policy?: RestartPolicy
  readonly placement: Placement
  readonly endpoint_mode?: string
}
