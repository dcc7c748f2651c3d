import type { Origins } from '../../document/origins.ts'
import type { ObservedImage, ObservedMount } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { LinkTargets } from './spec-links.ts'

/** What one container of a service depends on. */
export interface ContainerContext {
  readonly project: Project
  readonly service: Service
  readonly number: number
  /** The name the container ends up with; it is also one of its aliases. */
  readonly name: string
  readonly configHash: string
  readonly image: ObservedImage | undefined
  readonly imageReference: string
  /** Digests of the images it mounts (`imageVolumeDigests`). */
  readonly imageVolumes?: string
  readonly apiVersion: string
  /** For the places of what is wrong with the service. */
  readonly origins?: Origins
  /** Mounts of the container that is being replaced. */
  readonly inherit?: readonly ObservedMount[]
  /** The container that is being replaced. */
  readonly replaces?: string
  readonly oneOff?: OneOff
  /** The containers that links reach; those that the file asks for when absent. */
  readonly linkTargets?: LinkTargets | undefined
  /** Proxy variables of the user's docker configuration; those of the service go before them. */
  readonly proxyEnvironment?: Readonly<Record<string, string>>
  /** The texts of the seccomp profiles that services name, by absolute path. */
  readonly seccompProfiles?: Readonly<Record<string, string>>
}

/** A container of `run`. The service was adapted to the command line before. */
interface OneOff {
  /** 64 hexadecimal digits that tell one from another. */
  readonly slug: string
  readonly hasServiceAliases?: boolean
  readonly attachInput?: boolean
  readonly removeWhenDone?: boolean
}
