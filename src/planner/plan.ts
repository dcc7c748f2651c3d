import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { MadeFrom } from './basis.ts'
import type { FieldChange, Reason, ResourceRef } from './reason.ts'

/** Derived from verb and target, so equal plans have equal ids: `container.create web/1`. */
export type ActionId = string

export interface ActionBase {
  readonly id: ActionId
  /** The verb: `container.create`. */
  readonly do: string
  readonly target: ResourceRef
  /** For which service, where the target does not tell: an image is of none by itself. */
  readonly service?: string
  readonly reason: Reason
  /** Where the files ask for it. */
  readonly declaredAt?: Span
  /** These must have succeeded first. */
  readonly after: readonly ActionId[]
  /** These must have ended first, however they ended (a dependency with `required: false`). */
  readonly afterSettled?: readonly ActionId[]
}

/** What an action cannot give back. */
export interface Loss {
  readonly action: ActionId
  /** The data of a named volume, or that of the volumes without a name of a container. */
  readonly what: 'volume-data' | 'anonymous-volume-data'
}

export type KeptResource = ResourceRef & {
  /** Absent where it is not known what changed. */
  readonly changes?: readonly FieldChange[]
}

export interface Undecided {
  readonly target: ResourceRef
  /** The action that decides. */
  readonly until: ActionId
}

/**
 * What will be done and why: plain JSON, no functions. Actions stand in a topological and stable order. Planning the same
 * project against the same observed state gives the same bytes.
 */
export interface Plan<A extends ActionBase = ActionBase> {
  readonly format: 1
  readonly project: string
  /** Digest of project and observed state; a saved plan runs only on the world it was made for. */
  readonly basis: string
  /** What the basis is made of; absent in plans that are carried out at once. */
  readonly madeFrom?: MadeFrom
  readonly actions: readonly A[]
  /** What is already as it should be, in the order of the services. */
  readonly unchanged: readonly ResourceRef[]
  readonly losses: readonly Loss[]
  /** What differs from its definition and is kept as it is, because changing it would lose data. */
  readonly kept: readonly KeptResource[]
  /** What is as it should be, unless an action of this plan brings news: another image, or other variables. */
  readonly undecided: readonly Undecided[]
  readonly warnings: readonly Diagnostic[]
}
