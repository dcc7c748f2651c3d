import type { Span } from '../diagnostics/diagnostic.ts'
import type { Path } from '../document/path.ts'
import type { Json } from '../units/json.ts'

/** A thing a plan is about. `name` is the engine's name for it, as users see it in listings. */
export type ResourceRef =
  | {
      readonly kind: 'network' | 'volume' | 'image' | 'secret' | 'config' | 'provider' | 'model' | 'artifact'
      readonly key: string
      readonly name: string
    }
  | {
      readonly kind: 'container'
      readonly service: string
      readonly number: number
      readonly name: string
      /** What tells it from the replica of that number: a one-off, or what an interrupted replacement left. */
      readonly apart?: string
    }

export interface FieldChange {
  readonly path: Path
  readonly before?: Json
  readonly after?: Json
  /** The values are digests. */
  readonly sensitive?: true
  readonly declaredAt?: Span
}

/** Why an action is in a plan. Every action has exactly one. */
export type Reason =
  | { readonly because: 'missing' }
  | { readonly because: 'fields-changed'; readonly changes: readonly FieldChange[] }
  | {
      readonly because: 'image-changed'
      readonly before: string
      readonly after: string
      /** Where the image is mounted: it is not the one that the container runs. */
      readonly mount?: string
    }
  | { readonly because: 'dependency-replaced'; readonly dependency: ResourceRef }
  | { readonly because: 'network-detached'; readonly network: string }
  | { readonly because: 'volume-detached'; readonly volume: string }
  | { readonly because: 'not-running'; readonly state: string }
  | { readonly because: 'condition'; readonly dependents: readonly string[] }
  | { readonly because: 'scaled-down'; readonly wanted: number }
  | { readonly because: 'orphaned' }
  /** A replacement was cut off in the middle. */
  | { readonly because: 'unfinished-replacement' }
  | { readonly because: 'requested'; readonly flag: string }
