import type { TakeTurn } from '../async/turns.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { BuildGateway } from '../engine/builder.ts'
import type { AgentSource } from './agents.ts'
import type { BuildNews } from '../events/run-event.ts'
import type { RegistryLogin } from './session/session.ts'
import type { Build } from '../model/build.ts'
import type { CacheOption } from './buildkit/solve-request.ts'

/** Where the content of a build secret comes from. */
export type BuildSecret =
  { readonly id: string; readonly file: string } | { readonly id: string; readonly value: string }

/** An image to be made: what the service says, and what the command adds. */
export interface ImageBuild {
  readonly service: string
  readonly build: Build
  /** The name of the service's image, and further tags. */
  readonly names: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly args: Readonly<Record<string, string>>
  /** Empty: the builder's own. */
  readonly platforms: readonly string[]
  /** By name: a directory, an address, or an image as "docker-image://NAME". */
  readonly contexts: Readonly<Record<string, string>>
  readonly noCache: boolean
  readonly pull: boolean
  /** It starts from images that were built here, which no registry needs to have. */
  readonly startsFromServices: boolean
  readonly secrets: readonly BuildSecret[]
  /** Who signs, by the id that steps know. */
  readonly agents: Readonly<Record<string, AgentSource>>
  /** Caches that the builder may use, and those it fills. */
  readonly cacheFrom: readonly CacheOption[]
  readonly cacheTo: readonly CacheOption[]
  /** Only for the classic builder. */
  readonly memoryBytes?: number
  readonly provenance?: string
  readonly sbom?: string
}

/** What was made. */
export interface BuiltImage {
  /** The engine's id of it, where it tells. */
  readonly id?: string
  readonly remark?: Diagnostic
}

/** What the machine lends to a build. */
export interface BuildSurroundings {
  readonly login: (host: string) => Promise<RegistryLogin | undefined>
  /** All logins, encoded, for the classic builder. */
  readonly registryConfig?: () => Promise<string | undefined>
  /** An id that nobody else has. */
  readonly makeId: () => string
  /** Milliseconds that only go up. */
  readonly now: () => number
}

export interface BuildContext {
  readonly gateway: BuildGateway
  readonly surroundings: BuildSurroundings
  readonly tell: (news: BuildNews) => void
  /** By the context; without it every build begins at once. */
  readonly inTurn?: TakeTurn
  readonly signal: AbortSignal
}
