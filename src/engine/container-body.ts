import type { Json } from '../units/json.ts'

/**
 * The body of the Engine API's `POST /containers/create` (v1.41 and later), as far as Compose can fill it.
 * Field names are the API's own: they are the terms Docker, Podman and their documentation share.
 */
export interface ContainerBody {
  readonly Image: string
  readonly Cmd?: readonly string[] | null
  readonly Entrypoint?: readonly string[] | null
  readonly Env?: readonly string[]
  readonly Labels?: Readonly<Record<string, string>>
  readonly Hostname?: string
  readonly Domainname?: string
  readonly User?: string
  readonly WorkingDir?: string
  readonly Tty?: boolean
  readonly OpenStdin?: boolean
  readonly StdinOnce?: boolean
  readonly AttachStdin?: boolean
  readonly AttachStdout?: boolean
  readonly AttachStderr?: boolean
  readonly ExposedPorts?: Readonly<Record<string, Record<string, never>>>
  readonly Volumes?: Readonly<Record<string, Record<string, never>>>
  readonly StopSignal?: string
  /** Whole seconds. */
  readonly StopTimeout?: number
  readonly MacAddress?: string
  readonly Healthcheck?: HealthcheckBody
  readonly HostConfig: HostConfigBody
  readonly NetworkingConfig?: { readonly EndpointsConfig: Readonly<Record<string, EndpointBody>> }
}

/** Durations in nanoseconds; 0 inherits from the image. */
export interface HealthcheckBody {
  readonly Test?: readonly string[]
  readonly Interval?: number
  readonly Timeout?: number
  readonly Retries?: number
  readonly StartPeriod?: number
  readonly StartInterval?: number
}

export interface EndpointBody {
  readonly Aliases?: readonly string[]
  readonly Links?: readonly string[]
  readonly MacAddress?: string
  readonly DriverOpts?: Readonly<Record<string, string>>
  readonly GwPriority?: number
  readonly IPAMConfig?: {
    readonly IPv4Address?: string
    readonly IPv6Address?: string
    readonly LinkLocalIPs?: readonly string[]
  }
}

export interface MountBody {
  readonly Type: string
  readonly Source?: string
  readonly Target: string
  readonly ReadOnly?: boolean
  readonly Consistency?: string
  readonly BindOptions?: Readonly<Record<string, Json>>
  readonly VolumeOptions?: Readonly<Record<string, Json>>
  readonly TmpfsOptions?: Readonly<Record<string, Json>>
  readonly ImageOptions?: Readonly<Record<string, Json>>
}

/** Named where Gantry reads a field back; the rest of HostConfig passes through as JSON. */
export interface HostConfigBody {
  readonly Binds?: readonly string[]
  readonly Mounts?: readonly MountBody[]
  readonly NetworkMode?: string
  readonly PortBindings?: Readonly<
    Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>
  >
  readonly RestartPolicy?: { readonly Name: string; readonly MaximumRetryCount?: number }
  readonly AutoRemove?: boolean
  readonly LogConfig?: { readonly Type?: string }
  readonly [field: string]: unknown
}
