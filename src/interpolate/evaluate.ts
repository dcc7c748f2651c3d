import { assertNever } from '../diagnostics/errors.ts'
import type { Template, VariablePart } from './template.ts'

export type Lookup = (name: string) => string | undefined

/** What went wrong or deserves a remark while evaluating, with the place in the template's text. */
export type TemplateProblem =
  | { readonly kind: 'invalid'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'required'
      readonly name: string
      readonly reason: string
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'unset'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'too-long'; readonly start: number; readonly end: number }

/** Variables made of variables grow quickly. No program could be started with longer values. */
export const LONGEST_TEXT = 2 ** 24

export interface Evaluation {
  readonly text: string
  readonly problems: readonly TemplateProblem[]
}

/**
 * Puts the variables' values into the template. Only the operands that are needed are evaluated, so a default of
 * `${OTHER:?missing}` complains only where it is used; expressions that are no expressions are reported wherever they are.
 */
export function evaluateTemplate(template: Template, lookup: Lookup): Evaluation {
  const problems: TemplateProblem[] = []
  collectInvalid(template, problems)
  const text = evaluate(template, lookup, problems)
  // What is built from it would be too long as well.
  return { text: problems.some(({ kind }) => kind === 'too-long') ? '' : text, problems }
}

function collectInvalid(template: Template, problems: TemplateProblem[]): void {
  for (const part of template) {
    if (part.kind === 'invalid') problems.push(part)
    else if (part.kind === 'variable' && part.operand !== undefined) collectInvalid(part.operand, problems)
  }
}

function evaluate(template: Template, lookup: Lookup, problems: TemplateProblem[]): string {
  let text = ''
  for (const part of template) {
    if (part.kind === 'text') text += part.text
    if (part.kind !== 'variable') continue
    const value = evaluateVariable(part, lookup, problems)
    if (text.length + value.length > LONGEST_TEXT) {
      if (!problems.some(({ kind }) => kind === 'too-long'))
        problems.push({ kind: 'too-long', start: part.start, end: part.end })
      return text
    }
    text += value
  }
  return text
}

function evaluateVariable(part: VariablePart, lookup: Lookup, problems: TemplateProblem[]): string {
  const { name, operator, operand = [], start, end } = part
  const value = lookup(name)
  if (operator === undefined) {
    if (value === undefined) problems.push({ kind: 'unset', name, start, end })
    return value ?? ''
  }
  // With a colon an empty variable counts as one that is not set.
  const given = operator.length === 2 && value === '' ? undefined : value
  switch (operator) {
    case '-':
    case ':-':
      return given ?? evaluate(operand, lookup, problems)
    case '+':
    case ':+':
      return given === undefined ? '' : evaluate(operand, lookup, problems)
    case '?':
    case ':?':
      if (given !== undefined) return given
      problems.push({ kind: 'required', name, reason: evaluate(operand, lookup, problems), start, end })
      return ''
    default:
      return assertNever(operator)
  }
}
