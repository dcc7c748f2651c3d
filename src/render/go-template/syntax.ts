/** What stands where a value is wanted. */
export type Operand =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'dot' }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'field'; readonly of: Operand; readonly name: string }
  | { readonly type: 'function'; readonly name: string }
  | { readonly type: 'pipeline'; readonly pipeline: Pipeline }

/** A value, or a function with arguments. */
export interface Call {
  readonly head: Operand
  readonly operands: readonly Operand[]
}

/** Calls from left to right; each gets the value before as its last argument. */
export type Pipeline = readonly Call[]

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'output'; readonly pipeline: Pipeline }
  | {
      readonly type: 'assign'
      readonly name: string
      readonly pipeline: Pipeline
      readonly declares: boolean
    }
  | {
      readonly type: 'if' | 'with'
      readonly pipeline: Pipeline
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }
  | {
      readonly type: 'range'
      readonly pipeline: Pipeline
      /** The element, or the index and the element. */
      readonly variables: readonly string[]
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }
