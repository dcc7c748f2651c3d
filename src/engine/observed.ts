import type { HealthcheckBody } from './container-body.ts'

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead'
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy'

export interface ObservedPort {
  readonly hostIp?: string
  readonly target: number
  /** Absent: exposed, not published. */
  readonly published?: number
  readonly protocol: string
}

/** A container as a listing shows it: one request for all of them. */
export interface ObservedContainer {
  readonly id: string
  /** Without the leading slash. */
  readonly name: string
  readonly names: readonly string[]
  readonly image: string
  readonly imageId: string
  readonly command: string
  /** Unix seconds. */
  readonly createdAtSeconds: number
  readonly state: ContainerState
  readonly health: Health
  /** The engine's own text: "Up 3 minutes (healthy)", "Exited (1) 2 seconds ago". */
  readonly status: string
  /** From the status text of an exited container. */
  readonly exitCode?: number
  readonly labels: Readonly<Record<string, string>>
  readonly ports: readonly ObservedPort[]
  readonly mounts: readonly ObservedMount[]
  readonly networks: readonly ObservedEndpoint[]
  readonly networkMode?: string
}

export interface ObservedMount {
  readonly type: string
  readonly name?: string
  readonly source: string
  readonly destination: string
  readonly readOnly: boolean
}

export interface ObservedEndpoint {
  readonly name: string
  readonly networkId: string
  readonly ipAddress?: string
}

export interface HealthProbe {
  readonly exitCode: number
  readonly output: string
  readonly endedAt: string
}

/** What only an inspect of one container tells. */
export interface ContainerDetails {
  readonly id: string
  readonly name: string
  readonly imageId: string
  readonly state: ContainerState
  readonly health: Health
  readonly exitCode: number
  readonly error: string
  readonly oomKilled: boolean
  /** RFC 3339 with nanoseconds; undefined when it never started or never ended. */
  readonly startedAt?: string
  readonly finishedAt?: string
  readonly healthLog: readonly HealthProbe[]
  readonly hasHealthcheck: boolean
  readonly tty: boolean
  readonly restartCount: number
  readonly restartPolicy: string
  readonly logDriver: string
  readonly labels: Readonly<Record<string, string>>
  readonly mounts: readonly ObservedMount[]
  readonly networks: readonly ObservedEndpoint[]
  /** Seconds; undefined means the engine's default. */
  readonly stopTimeoutSeconds?: number
}

/** What a container was made with, as far as it can be said in a Compose file without its image. */
export interface ContainerSetup {
  /** `NAME=VALUE`, those of the image too. */
  readonly environment: readonly string[]
  readonly healthcheck?: HealthcheckBody
  /** Absent `published`: the engine chooses. */
  readonly ports: readonly ObservedPort[]
  /** By the name of the network. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
}

export interface ObservedNetwork {
  readonly id: string
  readonly name: string
  readonly driver: string
  readonly labels: Readonly<Record<string, string>>
}

export interface ObservedVolume {
  readonly name: string
  /** Where its files are on the engine's machine; empty where the engine does not tell. */
  readonly mountPoint: string
  /** "local", or "global" where it is the same volume on several machines. */
  readonly scope: string
  readonly driver: string
  readonly labels: Readonly<Record<string, string>>
}

export interface ObservedImage {
  readonly id: string
  /** What containers are created from and compared with: the image's own digest. */
  readonly digest: string
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly sizeBytes: number
  /** RFC 3339, as the image says. */
  readonly createdAt?: string
  /** RFC 3339. When it got its latest name on this engine, where the engine knows. */
  readonly taggedAt?: string
  /** Mount points the image declares. */
  readonly volumes: readonly string[]
  readonly hasHealthcheck: boolean
}
