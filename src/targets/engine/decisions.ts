import type { ObservedContainer } from '../../engine/observed.ts'
import type { Service } from '../../model/service.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'

export type ContainerRef = Extract<ResourceRef, { readonly kind: 'container' }>

/** What becomes of one replica. */
export type Instance =
  | { readonly fate: 'keep'; readonly ref: ContainerRef; readonly current: ObservedContainer }
  | {
      readonly fate: 'replace'
      readonly ref: ContainerRef
      readonly current: ObservedContainer
      readonly reason: Reason
    }
  | {
      readonly fate: 'create'
      readonly ref: ContainerRef
      readonly reason: Reason
      /** The container it takes over from, which is removed before because it holds a volume that is made anew. */
      readonly predecessor?: ObservedContainer
    }

export interface Surplus {
  readonly ref: ContainerRef
  readonly current: ObservedContainer
  readonly reason: Reason
}

export interface ServiceDecision {
  readonly service: Service
  readonly instances: readonly Instance[]
  readonly surplus: readonly Surplus[]
}

export type Decisions = ReadonlyMap<string, ServiceDecision>
