import type {
  Health,
  ObservedContainer,
  ContainerDetails,
  ContainerSetup,
  ObservedNetwork,
  ObservedVolume,
  ObservedImage,
} from './observed.ts'
import type { ArchiveGateway } from './archive.ts'
import type { BuildGateway } from './builder.ts'
import type { ContainerBody, EndpointBody } from './container-body.ts'
import type { LogLine } from './log-frames.ts'
import type { ContainerUsage, ProcessTable } from './usage.ts'
import type { ExecGateway } from './exec.ts'
import type { EngineFacts, EngineVersion } from './facts.ts'

/** Labels to match: a value, or `undefined` for "has this label, whatever its value". */
export type LabelFilter = Readonly<Record<string, string | undefined>>

export interface LogOptions {
  readonly follow: boolean
  /** Last N lines of the past; undefined is all of it. */
  readonly tail?: number
  /** Unix time with up to nine decimals, or RFC 3339, or a duration before now ("10m"): passed to the engine as resolved Unix time. */
  readonly since?: string
  readonly until?: string
  /** Fill `LogLine.timestamp`. */
  readonly timestamps: boolean
  /** The container has a terminal: its output is raw bytes without frames. */
  readonly tty: boolean
}

export interface CreateOptions {
  readonly name: string
  readonly body: ContainerBody
  readonly platform?: string
}

/** `onWarning` is told each thing that the engine does otherwise than it was asked to. */
export interface CreateRequest extends CreateOptions {
  readonly onWarning?: (text: string) => void
}

/**
 * Containers. Every method rejects with `EngineError`, or with the signal's reason when aborted.
 * `container` is an id or a name.
 */
export interface ContainerGateway {
  /** All containers, stopped ones too, that carry every one of the labels. */
  list(labels: LabelFilter, signal: AbortSignal): Promise<readonly ObservedContainer[]>
  /** All containers, stopped ones and those of others too, that are on the network (by id) or mount the volume (by name). */
  usersOf(
    resource: { readonly network: string } | { readonly volume: string },
    signal: AbortSignal,
  ): Promise<readonly ObservedContainer[]>
  inspect(container: string, signal: AbortSignal): Promise<ContainerDetails>
  setup(container: string, signal: AbortSignal): Promise<ContainerSetup>
  /** Resolves to the new id. */
  create(request: CreateRequest, signal: AbortSignal): Promise<string>
  /** Already running counts as done. */
  start(container: string, signal: AbortSignal): Promise<void>
  /** `graceSeconds` undefined: the container's own stop timeout. Already stopped counts as done. */
  stop(container: string, graceSeconds: number | undefined, signal: AbortSignal): Promise<void>
  /** Not running counts as done. */
  kill(container: string, killSignal: string, signal: AbortSignal): Promise<void>
  restart(container: string, graceSeconds: number | undefined, signal: AbortSignal): Promise<void>
  pause(container: string, signal: AbortSignal): Promise<void>
  unpause(container: string, signal: AbortSignal): Promise<void>
  rename(container: string, name: string, signal: AbortSignal): Promise<void>
  /** Already gone, or being removed, counts as done. */
  remove(
    container: string,
    options: { readonly force: boolean; readonly anonymousVolumes: boolean },
    signal: AbortSignal,
  ): Promise<void>
  /** Resolves to the exit code when the container is next not running. */
  wait(container: string, signal: AbortSignal): Promise<number>
  /** Batches of lines as they come; pulling slowly slows the engine. Ends when the engine ends the stream. */
  logs(container: string, options: LogOptions, signal: AbortSignal): AsyncIterable<readonly LogLine[]>
  /** Not running rejects. */
  processes(container: string, signal: AbortSignal): Promise<ProcessTable>
  /** One after the other, about one a second, until the container is removed; or one. All zero where it does not run. */
  usage(
    container: string,
    options: { readonly follow: boolean },
    signal: AbortSignal,
  ): AsyncIterable<ContainerUsage>
}

export interface NetworkSpec {
  readonly name: string
  readonly driver?: string
  readonly options?: Readonly<Record<string, string>>
  readonly internal?: boolean
  readonly attachable?: boolean
  readonly enableIPv4?: boolean
  readonly enableIPv6?: boolean
  readonly ipam?: {
    readonly driver?: string
    readonly options?: Readonly<Record<string, string>>
    readonly config?: readonly {
      readonly subnet?: string
      readonly gateway?: string
      readonly ipRange?: string
      readonly auxAddresses?: Readonly<Record<string, string>>
    }[]
  }
  readonly labels: Readonly<Record<string, string>>
}

export interface NetworkGateway {
  list(labels: LabelFilter, signal: AbortSignal): Promise<readonly ObservedNetwork[]>
  /** By exact name or id, whatever its labels. */
  find(nameOrId: string, signal: AbortSignal): Promise<ObservedNetwork | undefined>
  /** Resolves to the id. A network of that name rejects with kind `conflict`. */
  create(spec: NetworkSpec, signal: AbortSignal): Promise<string>
  /** Already gone counts as done; still in use rejects with kind `conflict`. */
  remove(id: string, signal: AbortSignal): Promise<void>
  connect(id: string, container: string, endpoint: EndpointBody, signal: AbortSignal): Promise<void>
  disconnect(id: string, container: string, signal: AbortSignal): Promise<void>
}

export interface VolumeSpec {
  readonly name: string
  readonly driver?: string
  readonly driverOptions?: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

export interface VolumeGateway {
  list(labels: LabelFilter, signal: AbortSignal): Promise<readonly ObservedVolume[]>
  find(name: string, signal: AbortSignal): Promise<ObservedVolume | undefined>
  create(spec: VolumeSpec, signal: AbortSignal): Promise<void>
  /** Already gone counts as done; in use rejects with kind `conflict`. */
  remove(name: string, signal: AbortSignal): Promise<void>
}

export interface PullProgress {
  readonly layer?: string
  readonly status: string
  readonly current?: number
  readonly total?: number
}

export interface PushProgress extends PullProgress {
  /** What the registry calls the image now; said once, near the end. */
  readonly digest?: string
}

export interface ImageGateway {
  find(reference: string, signal: AbortSignal): Promise<ObservedImage | undefined>
  /** The names of all images that carry every one of the labels. */
  listTags(labels: LabelFilter, signal: AbortSignal): Promise<readonly string[]>
  /** Takes the name away, and the image with its last name. Already gone counts as done; in use rejects with kind `conflict`. */
  remove(reference: string, signal: AbortSignal): Promise<void>
  /** The digest that the image's registry has for a name, whether the image is here or not. Rejects with `EngineError`. */
  registryDigest(
    reference: string,
    options: { readonly registryAuth?: string },
    signal: AbortSignal,
  ): Promise<string>
  /** `registryAuth`: the content of `X-Registry-Auth`, already encoded. Ends when the pull is complete; rejects with `EngineError`. */
  pull(
    reference: string,
    options: { readonly platform?: string; readonly registryAuth?: string },
    signal: AbortSignal,
  ): AsyncIterable<PullProgress>
  /** Sends one tag to the registry it names; an image that is not here rejects with kind `not-found`. Otherwise as `pull`. */
  push(
    reference: string,
    options: { readonly registryAuth?: string },
    signal: AbortSignal,
  ): AsyncIterable<PushProgress>
}

/** `timeNano` is a decimal number of nanoseconds, kept as text because it exceeds 2^53. */
export interface EngineEvent {
  /** "container", "network", "volume", "image"... */
  readonly type: string
  /** "start", "die", "health_status: healthy" is split: action "health_status", `health` filled. */
  readonly action: string
  readonly id: string
  readonly health?: Health
  /** Attributes of the actor: labels, name, exitCode... */
  readonly attributes: Readonly<Record<string, string>>
  readonly timeNano: string
}

/** `since` and `until` as in `LogOptions`. */
export interface EventFilter {
  readonly labels: LabelFilter
  readonly types?: readonly string[]
  /** Only these actions; the probes of healthchecks alone make three `exec_` events each. */
  readonly actions?: readonly string[]
  readonly since?: string
  readonly until?: string
}

export interface EventSubscription extends AsyncDisposable, AsyncIterable<EngineEvent> {}

/** One container engine, Docker or Podman, wherever it is. */
export interface Engine extends AsyncDisposable {
  /** As a user would write it: "unix:///var/run/docker.sock". */
  readonly address: string
  readonly containers: ContainerGateway
  readonly networks: NetworkGateway
  readonly volumes: VolumeGateway
  readonly images: ImageGateway
  readonly archives: ArchiveGateway
  readonly execs: ExecGateway
  readonly builder: BuildGateway
  version(signal: AbortSignal): Promise<EngineVersion>
  /** What it tells about itself and its machine. Only asks. */
  facts(signal: AbortSignal): Promise<EngineFacts>
  /** The version of the API both sides speak: "1.51". Every answer of the engine tells it, so this asks only where there was none yet. */
  apiVersion(signal: AbortSignal): Promise<string>
  /**
   * Resolves once the engine has accepted the subscription: every event after that moment is delivered, in order.
   * A lost connection is re-established from the last event seen, without gaps or repeats; iteration rejects with
   * kind `unreachable` when that does not succeed within a few seconds.
   */
  subscribe(filter: EventFilter, signal: AbortSignal): Promise<EventSubscription>
}
