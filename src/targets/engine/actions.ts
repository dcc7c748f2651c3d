import type { CreateOptions, NetworkSpec, VolumeSpec } from '../../engine/engine.ts'
import type { EndpointBody } from '../../engine/container-body.ts'
import type { ExecOptions } from '../../engine/exec.ts'
import type { StringLists } from '../../model/common.ts'
import type { HashForm } from '../../model/config-hash.ts'
import type { ActionBase } from '../../planner/plan.ts'

/** Containers that exist are named by id and name; those a plan will create by name alone. */
interface OnContainer {
  readonly container: string
}

export type WaitCondition = 'running' | 'healthy' | 'completed' | 'running-or-healthy'

interface ContainerCreation {
  readonly create: CreateOptions
  /** Networks to join one by one after creating, on engines before API 1.44. */
  readonly connect?: readonly { readonly network: string; readonly endpoint: EndpointBody }[]
  /** Services whose containers' ids replace `service:NAME` in the body, and the form of the config hash that tells of them. */
  readonly sharedNamespaces?: { readonly services: readonly string[]; readonly hashForm: HashForm }
}

/** A secret or config whose content is not a file on the host (section 4.8). The content stays out of plans: it is looked up when needed. */
export interface ContainerFile {
  readonly kind: 'secret' | 'config'
  readonly key: string
  readonly target: string
  readonly mode: number
  readonly uid?: number
  readonly gid?: number
}

interface OnProvider {
  readonly service: string
  /** The program's name. */
  readonly provider: string
  readonly options: StringLists
}

/** A service that uses a model, and the variables that tell it where the model answers and what it is called. */
interface ModelUser {
  readonly service: string
  readonly endpointVariable: string
  readonly modelVariable: string
}

/** Everything that can be done to one engine. The executor knows none of them; `perform` knows all. */
export type EngineAction = ActionBase &
  (
    | {
        readonly do: 'image.pull'
        readonly reference: string
        /** The first that needs it. */
        readonly service: string
        readonly platform?: string
        /** Where it cannot be had, it can be built. */
        readonly buildable?: true
        /** Not succeeding is not a failure; with `warn` it is worth a warning. */
        readonly tolerant?: true
        readonly warn?: true
      }
    | {
        readonly do: 'image.push'
        readonly reference: string
        /** The first that builds it. */
        readonly service: string
        /** As with pulls. */
        readonly tolerant?: true
        readonly warn?: true
      }
    | {
        readonly do: 'image.build'
        readonly reference: string
        /** How is what the service says: its arguments and secrets stay out of plans. */
        readonly service: string
        /** A pull may have brought it meanwhile. */
        readonly onlyIfMissing?: true
      }
    | { readonly do: 'image.remove'; readonly reference: string }
    | { readonly do: 'network.create'; readonly spec: NetworkSpec }
    | { readonly do: 'network.remove'; readonly network: string; readonly tolerant?: true }
    | { readonly do: 'network.disconnect'; readonly network: string; readonly container: string }
    /** Back onto a network that was made anew. */
    | {
        readonly do: 'network.connect'
        readonly network: string
        readonly container: string
        readonly endpoint: EndpointBody
      }
    | { readonly do: 'volume.create'; readonly spec: VolumeSpec }
    | { readonly do: 'volume.remove'; readonly volume: string; readonly tolerant?: true }
    | ({ readonly do: 'container.create' } & ContainerCreation)
    /** Create under a temporary name, stop and remove the old one, rename: one action, because it must not be split. */
    | ({ readonly do: 'container.replace'; readonly graceSeconds?: number } & OnContainer & ContainerCreation)
    | ({
        readonly do: 'container.start'
        /** Secrets and configs to copy into the container before. */
        readonly files?: readonly ContainerFile[]
      } & OnContainer)
    /** The provider of a service makes, removes or stops what it stands for. */
    | ({
        readonly do: 'provider.up'
        /** The services that get its variables. */
        readonly dependents: readonly string[]
      } & OnProvider)
    | ({ readonly do: 'provider.down' | 'provider.stop' } & OnProvider)
    /** The docker command's model runner fetches a model that is not there and sets it up. */
    | {
        readonly do: 'model.prepare'
        /** Its key in the files. */
        readonly model: string
        readonly reference: string
        readonly contextSize?: number
        readonly flags: readonly string[]
        readonly users: readonly ModelUser[]
      }
    /** A container of its own, made, run to its end and removed before the first container of a service starts. */
    | ({
        readonly do: 'container.prepare'
        /** From 0; the first one clears away what runs that were cut off have left. */
        readonly index: number
        readonly create: CreateOptions
        readonly files?: readonly ContainerFile[]
      } & OnContainer)
    /** A process in the container, after its start or before its stop. */
    | ({
        readonly do: 'container.hook'
        readonly hook: 'post_start' | 'pre_stop'
        readonly index: number
        readonly exec: ExecOptions
      } & OnContainer)
    | ({
        readonly do: 'container.await'
        readonly condition: WaitCondition
        readonly timeoutMs?: number
        /** Not meeting the condition is a warning, not a failure. */
        readonly optional?: true
      } & OnContainer)
    | ({ readonly do: 'container.rename'; readonly name: string } & OnContainer)
    | ({
        readonly do: 'container.stop'
        readonly graceSeconds?: number
        /** It did not run when it was looked at: the engine is asked to make sure, and mostly has nothing to do. */
        readonly isStopped?: true
      } & OnContainer)
    | ({ readonly do: 'container.restart'; readonly graceSeconds?: number } & OnContainer)
    | ({ readonly do: 'container.pause' } & OnContainer)
    | ({ readonly do: 'container.unpause' } & OnContainer)
    | ({ readonly do: 'container.kill'; readonly signal: string } & OnContainer)
    | ({
        readonly do: 'container.remove'
        readonly anonymousVolumes: boolean
        readonly force: boolean
      } & OnContainer)
  )
