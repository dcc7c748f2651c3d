import type { Build } from './build.ts'
import type { Deploy, DeviceRequest } from './deploy.ts'
import type { Healthcheck } from './health.ts'
import type {
  ByteSize,
  DurationText,
  EnvironmentMap,
  EnvFile,
  Extensible,
  FileReference,
  StringLists,
  StringMap,
  Ulimit,
} from './common.ts'
import type { Port } from './port.ts'
import type { Mount } from './mount.ts'

type DependencyCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully'

export interface Dependency extends Extensible {
  readonly condition: DependencyCondition
  /** Restart this service when the dependency was restarted or replaced. */
  readonly restart?: boolean
  readonly required: boolean
}

export interface ServiceNetwork extends Extensible {
  readonly aliases?: readonly string[]
  readonly driver_opts?: StringMap
  readonly gw_priority?: number
  readonly interface_name?: string
  readonly ipv4_address?: string
  readonly ipv6_address?: string
  readonly link_local_ips?: readonly string[]
  readonly mac_address?: string
  readonly priority?: number
}

export interface Hook extends Extensible {
  readonly command: readonly string[] | null
  readonly image?: string
  readonly user?: string
  readonly privileged?: boolean
  readonly working_dir?: string
  readonly environment?: EnvironmentMap
  readonly per_replica?: boolean
}

export interface WatchRule extends Extensible {
  readonly path: string
  readonly action: 'sync' | 'rebuild' | 'restart' | 'sync+restart' | 'sync+exec'
  readonly target?: string
  readonly exec?: Hook
  readonly include?: readonly string[]
  readonly ignore?: readonly string[]
  readonly initial_sync?: boolean
}

export interface Device extends Extensible {
  readonly source: string
  readonly target?: string
  readonly permissions?: string
}

export interface BlkioWeight extends Extensible {
  readonly path: string
  readonly weight: number
}

export interface BlkioConfig extends Extensible {
  readonly weight?: number
  readonly weight_device?: readonly BlkioWeight[]
  readonly device_read_bps?: readonly BlkioRate[]
  readonly device_read_iops?: readonly BlkioRate[]
  readonly device_write_bps?: readonly BlkioRate[]
  readonly device_write_iops?: readonly BlkioRate[]
}
export interface BlkioRate extends Extensible {
  readonly path: string
  readonly rate: ByteSize
}

interface Develop extends Extensible {
  readonly watch?: readonly WatchRule[]
}

interface CredentialSpec extends Extensible {
  readonly config?: string
  readonly file?: string
  readonly registry?: string
}

interface Provider extends Extensible {
  readonly type: string
  readonly options?: StringLists
}

interface Logging extends Extensible {
  readonly driver?: string
  readonly options?: StringMap
}

/** The variables that tell a service where a model answers and what it is called. */
interface ServiceModel extends Extensible {
  readonly endpoint_var?: string
  readonly model_var?: string
}

/**
 * One service in canonical form: the attributes of the Compose Specification (sections 2.2 to 2.8) under their own
 * names, every short form expanded, zero values absent. This is what `compose config --format json` prints for it.
 */
export interface Service extends Extensible {
  /** The key below `services`; not an attribute. */
  readonly name: string
  readonly profiles?: readonly string[]
  readonly annotations?: StringMap
  readonly attach?: boolean
  readonly build?: Build
  readonly develop?: Develop
  readonly blkio_config?: BlkioConfig
  readonly cap_add?: readonly string[]
  readonly cap_drop?: readonly string[]
  readonly cgroup_parent?: string
  readonly cgroup?: string
  readonly cpu_count?: number
  readonly cpu_percent?: number
  readonly cpu_period?: number
  readonly cpu_quota?: number
  readonly cpu_rt_period?: number
  readonly cpu_rt_runtime?: number
  readonly cpus?: number
  readonly cpuset?: string
  readonly cpu_shares?: number
  /** `null`: the image's own; `[]`: cleared. */
  readonly command: readonly string[] | null
  readonly configs?: readonly FileReference[]
  readonly container_name?: string
  readonly credential_spec?: CredentialSpec
  readonly depends_on?: Readonly<Record<string, Dependency>>
  readonly deploy?: Deploy
  readonly device_cgroup_rules?: readonly string[]
  readonly devices?: readonly Device[]
  readonly dns?: readonly string[]
  readonly dns_opt?: readonly string[]
  readonly dns_search?: readonly string[]
  readonly domainname?: string
  /** `null`: the image's own; `[]`: cleared. */
  readonly entrypoint: readonly string[] | null
  readonly provider?: Provider
  /** Complete: env files merged in. `null` unsets what the image sets. */
  readonly environment?: EnvironmentMap
  readonly env_file?: readonly EnvFile[]
  readonly expose?: readonly string[]
  readonly external_links?: readonly string[]
  readonly extra_hosts?: StringLists
  readonly group_add?: readonly string[]
  readonly gpus?: readonly DeviceRequest[]
  readonly hostname?: string
  readonly healthcheck?: Healthcheck
  readonly image?: string
  readonly init?: boolean
  readonly ipc?: string
  readonly isolation?: string
  readonly labels?: StringMap
  readonly label_file?: readonly string[]
  /** The label files that were merged into `labels`, by absolute path: Docker Compose hashes them. Not an attribute. */
  readonly mergedLabelFiles?: readonly string[]
  readonly links?: readonly string[]
  readonly logging?: Logging
  readonly mem_limit?: ByteSize
  readonly mem_reservation?: ByteSize
  readonly memswap_limit?: ByteSize
  readonly mem_swappiness?: ByteSize
  readonly mac_address?: string
  readonly models?: Readonly<Record<string, ServiceModel | null>>
  readonly network_mode?: string
  readonly networks?: Readonly<Record<string, ServiceNetwork | null>>
  readonly oom_kill_disable?: boolean
  readonly oom_score_adj?: number
  readonly pid?: string
  readonly pids_limit?: number
  readonly platform?: string
  readonly ports?: readonly Port[]
  readonly privileged?: boolean
  readonly pull_policy?: string
  readonly read_only?: boolean
  readonly restart?: string
  readonly runtime?: string
  readonly scale?: number
  readonly secrets?: readonly FileReference[]
  readonly security_opt?: readonly string[]
  readonly shm_size?: ByteSize
  readonly stdin_open?: boolean
  readonly stop_grace_period?: DurationText
  readonly stop_signal?: string
  readonly storage_opt?: StringMap
  readonly sysctls?: StringMap
  readonly tmpfs?: readonly string[]
  readonly tty?: boolean
  readonly ulimits?: Readonly<Record<string, Ulimit>>
  readonly use_api_socket?: boolean
  readonly user?: string
  readonly userns_mode?: string
  readonly uts?: string
  readonly volumes?: readonly Mount[]
  readonly volumes_from?: readonly string[]
  readonly working_dir?: string
  readonly pre_start?: readonly Hook[]
  readonly post_start?: readonly Hook[]
  readonly pre_stop?: readonly Hook[]
}
