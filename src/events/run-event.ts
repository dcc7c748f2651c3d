import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { ActionBase, ActionId, Plan } from '../planner/plan.ts'
import type { ResourceRef } from '../planner/reason.ts'

export type Outcome = 'done' | 'unchanged' | 'skipped' | 'failed' | 'cancelled'

export interface Progress {
  /** Bytes or steps; units do not matter, only the ratio. */
  readonly done: number
  readonly total?: number
  /** A part of the action with progress of its own: an image layer. */
  readonly part?: string
  readonly text?: string
}

/** What happens in a build. `step` is the same in everything that is told of one step. */
export type BuildNews = { readonly step: string } & (
  | {
      readonly news: 'step'
      /** As the builder calls it: "[2/3] RUN make". */
      readonly name: string
      readonly state: 'started' | 'done' | 'cached' | 'failed' | 'cancelled'
      readonly ms?: number
      readonly error?: string
    }
  /** As it was printed, so many milliseconds after the step began. */
  | {
      readonly news: 'output'
      readonly stream: 'stdout' | 'stderr'
      readonly text: string
      readonly ms: number
    }
  /** Bytes on their way: a layer, the files of a context. */
  | {
      readonly news: 'transfer'
      readonly part: string
      readonly done: number
      readonly total?: number
      readonly isComplete: boolean
    }
  | { readonly news: 'warning'; readonly text: string; readonly place?: string; readonly url?: string }
)

/** What a run says beforehand of each action. */
export type RunAction = Pick<
  ActionBase,
  'id' | 'do' | 'target' | 'service' | 'after' | 'afterSettled' | 'reason'
>

/**
 * What a run tells. Order is part of the contract: `run.start` first, `action.start` before any progress of that action,
 * exactly one `action.end` for every action, `run.end` last.
 */
export type RunEvent =
  | {
      readonly type: 'run.start'
      readonly actions: readonly RunAction[]
      readonly unchanged: readonly ResourceRef[]
    }
  | { readonly type: 'action.start'; readonly id: ActionId }
  | ({ readonly type: 'action.progress'; readonly id: ActionId } & Progress)
  | ({ readonly type: 'action.build'; readonly id: ActionId; readonly service: string } & BuildNews)
  | {
      readonly type: 'action.end'
      readonly id: ActionId
      readonly outcome: Outcome
      readonly ms: number
      /** What became of it where the verb leaves it open: "Healthy", "Exited". */
      readonly text?: string
      readonly problem?: Diagnostic
    }
  /** All that is going to be done, where that is shown before or instead of doing it. Holds no values that may be secret. */
  | { readonly type: 'plan'; readonly plan: Plan; readonly sources?: SourceTexts }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic; readonly sources?: SourceTexts }
  /** A sentence for the user that is neither a result nor a mistake: "Gracefully stopping... (press Ctrl+C again to force)". */
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'run.end'; readonly outcome: Outcome; readonly ms: number }

export type Emit = (event: RunEvent) => void
