import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Reason, ResourceRef } from './reason.ts'

/** Derived from verb and target, so equal plans have equal ids: `container.create web/1`. */
export type ActionId = string

export interface ActionBase {
  readonly id: ActionId
  /** The verb: `container.create`. */
  readonly do: string
  readonly target: ResourceRef
  readonly reason: Reason
  /** These must have succeeded first. */
  readonly after: readonly ActionId[]
  /** These must have ended first, however they ended (a dependency with `required: false`). */
  readonly afterSettled?: readonly ActionId[]
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
  readonly actions: readonly A[]
  /** What is already as it should be, in the order of the services. */
  readonly unchanged: readonly ResourceRef[]
  readonly losses: readonly { readonly action: ActionId; readonly what: 'volume-data' }[]
  /** What differs from its definition and is kept as it is, because changing it would lose data. */
  readonly kept: readonly ResourceRef[]
  readonly warnings: readonly Diagnostic[]
}
