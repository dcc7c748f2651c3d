import type { Span } from '../diagnostics/diagnostic.ts'
import type { Node, ScalarNode } from '../document/node.ts'
import { parseTemplate } from './template.ts'
import type { Template, VariablePart } from './template.ts'

/** A variable that a document uses, over all places where it does. */
export interface UsedVariable {
  readonly name: string
  /** Some place uses `?` or `:?`. */
  readonly isRequired: boolean
  /** As first written after `-` or `:-`, not evaluated. */
  readonly defaultValue?: string
  /** As first written after `+` or `:+`, not evaluated. */
  readonly alternateValue?: string
  /** The values that use it, in document order. */
  readonly spans: readonly Span[]
}

/** The variables of a document that is not interpolated yet, in the order of their first use. */
export function listVariables(root: Node): readonly UsedVariable[] {
  const found = new Map<string, UsedVariable>()
  visitTexts(root, (text, node) => {
    if (text.includes('$')) collect(parseTemplate(text), { text, span: node.origin.span, found })
  })
  return [...found.values()]
}

interface Collection {
  readonly text: string
  readonly span: Span
  readonly found: Map<string, UsedVariable>
}

function collect(template: Template, collection: Collection): void {
  for (const part of template) {
    if (part.kind !== 'variable') continue
    const known = collection.found.get(part.name)
    collection.found.set(part.name, combine(known, useOf(part, collection)))
    if (part.operand !== undefined) collect(part.operand, collection)
  }
}

function useOf(
  { name, start, end, operator: written }: VariablePart,
  { text, span }: Collection,
): UsedVariable {
  const operator: string = written ?? ''
  const operand = text.slice(start + '${'.length + name.length + operator.length, end - 1)
  return {
    name,
    isRequired: operator.endsWith('?'),
    ...(operator.endsWith('-') ? { defaultValue: operand } : {}),
    ...(operator.endsWith('+') ? { alternateValue: operand } : {}),
    spans: [span],
  }
}

function combine(known: UsedVariable | undefined, use: UsedVariable): UsedVariable {
  if (known === undefined) return use
  return {
    ...use,
    ...known,
    isRequired: known.isRequired || use.isRequired,
    spans: [...known.spans, ...use.spans.filter((span) => span !== known.spans.at(-1))],
  }
}

function visitTexts(node: Node, visit: (text: string, node: ScalarNode) => void): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') visit(node.value, node)
  } else if (node.kind === 'sequence') {
    for (const item of node.items) visitTexts(item, visit)
  } else {
    for (const { value } of node.entries.values()) visitTexts(value, visit)
  }
}
