import type { EngineAction } from './actions.ts'

/** One container of a service that is none of its replicas. The service was adapted to the command line before. */
export interface OneOffIntent {
  readonly service: string
  readonly name: string
  /** 64 hexadecimal digits that tell one from another. */
  readonly slug: string
  readonly hasServiceAliases: boolean
  readonly attachInput: boolean
  readonly removeWhenDone: boolean
}

export type RecreatePolicy = 'diverged' | 'force' | 'never'

/** What `up`, `create` and `scale` want, beyond what the project says. */
export interface UpIntent {
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  readonly recreate: RecreatePolicy
  /** For services that were not named but are needed. */
  readonly recreateDependencies: RecreatePolicy
  readonly renewAnonymousVolumes: boolean
  readonly scale: Readonly<Record<string, number>>
  readonly removeOrphans: boolean
  readonly warnOrphans: boolean
  /** Grace for containers this plan stops; undefined: each container's own. */
  readonly timeoutSeconds?: number
  readonly start: boolean
  /** Wait until everything runs, and is healthy where it can tell. */
  readonly wait: boolean
  /** Overrides every service's pull policy. */
  readonly pull?: string
  /** The time it is, for pull policies that go by the age of an image; absent: none is too old. */
  readonly unixMs?: number
  /** `missing`, which is the default: what is not there is built where it can be. */
  readonly build?: 'missing' | 'always' | 'never'
  /** They were fetched and built before: those that are there are the right ones. */
  readonly areImagesReady?: true
  /** Volumes whose data may be dropped to apply a changed definition: consent was given. */
  readonly replaceVolumes: readonly string[]
  /** Instead of the replicas of its service. */
  readonly oneOff?: OneOffIntent
}

/** What `down` wants. */
export interface DownIntent {
  readonly services: readonly string[]
  readonly volumes: boolean
  /** Names of images to remove, too. */
  readonly images?: readonly string[]
  readonly removeOrphans: boolean
  readonly timeoutSeconds?: number
}

/** Distributes over the union, so that every verb keeps its own fields. */
export type ActionOf<Verb extends EngineAction['do']> = Extract<EngineAction, { readonly do: Verb }>
