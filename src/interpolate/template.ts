export type Operator = '-' | ':-' | '+' | ':+' | '?' | ':?'

/** `$NAME`, `${NAME}` or, with an operator, `${NAME:-operand}`. Offsets are into the template's text. */
export interface VariablePart {
  readonly kind: 'variable'
  readonly name: string
  readonly start: number
  readonly end: number
  readonly operator?: Operator
  readonly operand?: Template
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | VariablePart
  /** `${` that starts no expression Compose knows. */
  | { readonly kind: 'invalid'; readonly start: number; readonly end: number }

/** A text with variables, in order. */
export type Template = readonly TemplatePart[]

/** Deeper nesting of operands is taken for a mistake. */
const DEEPEST = 64

/** A stretch of one line: expressions never go over the end of a line. */
interface Scope {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Where the last `}` of the stretch is; before `start` when there is none. */
  readonly lastBrace: number
  readonly depth: number
}

/**
 * Reads `$NAME`, `${NAME}` with its operators, and `$$` for a dollar sign; any other `$` stands for itself. An operand ends
 * at the brace that closes it (braces inside are counted), or where none does at the last one of the line. Takes linear
 * time for any text.
 */
export function parseTemplate(text: string): Template {
  if (!text.includes('$')) return [{ kind: 'text', text }]
  const parts: TemplatePart[] = []
  for (let start = 0; start <= text.length;) {
    const end = indexWithin(text, '\n', { start, end: text.length })
    parseScope(scopeOf(text, { start, end, depth: 0 }), parts)
    if (end < text.length) addText(parts, '\n')
    start = end + 1
  }
  return parts
}

function scopeOf(text: string, range: Pick<Scope, 'start' | 'end' | 'depth'>): Scope {
  return { text, ...range, lastBrace: range.end === 0 ? -1 : text.lastIndexOf('}', range.end - 1) }
}

function parseScope(scope: Scope, parts: TemplatePart[]): void {
  const { text, end } = scope
  let position = scope.start
  while (position < end) {
    const dollar = indexWithin(text, '$', { start: position, end })
    addText(parts, text.slice(position, dollar))
    if (dollar === end) return
    const part = parseDollar(scope, dollar)
    if (part.kind === 'text') addText(parts, '$')
    else parts.push(part)
    position = part.end
  }
}

/** Keeps neighbouring texts one part. */
function addText(parts: TemplatePart[], text: string): void {
  if (text === '') return
  const last = parts.at(-1)
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text }
  else parts.push({ kind: 'text', text })
}

type Expression = Exclude<TemplatePart, { kind: 'text' }>

/** What a `$` starts, or that it stands for a dollar sign. */
function parseDollar(
  scope: Scope,
  dollar: number,
): Expression | { readonly kind: 'text'; readonly end: number } {
  const { text, end } = scope
  const next = dollar + 1 < end ? text[dollar + 1] : undefined
  if (next === '$') return { kind: 'text', end: dollar + 2 }
  if (next === '{') return parseBraced(scope, dollar)
  const nameEnd = endOfName(text, dollar + 1, end)
  if (nameEnd === dollar + 1) return { kind: 'text', end: nameEnd }
  return { kind: 'variable', name: text.slice(dollar + 1, nameEnd), start: dollar, end: nameEnd }
}

function parseBraced(scope: Scope, dollar: number): Expression {
  const { text, end, depth } = scope
  const nameEnd = endOfName(text, dollar + 2, end)
  if (nameEnd === dollar + 2 || nameEnd >= end) return invalid(scope, dollar)
  const name = text.slice(dollar + 2, nameEnd)
  if (text[nameEnd] === '}') return { kind: 'variable', name, start: dollar, end: nameEnd + 1 }
  const operator = operatorAt(text, nameEnd)
  if (operator === undefined || depth >= DEEPEST) return invalid(scope, dollar)
  const start = nameEnd + operator.length
  const close = closingBrace(scope, start)
  if (close === undefined) return invalid(scope, dollar)
  const operand: TemplatePart[] = []
  parseScope(scopeOf(text, { start, end: close, depth: depth + 1 }), operand)
  return { kind: 'variable', name, start: dollar, end: close + 1, operator, operand }
}

/** Up to the next closing brace, or just `${`. */
function invalid({ text, lastBrace }: Scope, dollar: number): Expression {
  const end = lastBrace > dollar ? text.indexOf('}', dollar) + 1 : dollar + 2
  return { kind: 'invalid', start: dollar, end }
}

function closingBrace({ text, lastBrace }: Scope, start: number): number | undefined {
  if (lastBrace < start) return undefined
  let open = 1
  for (let index = start; index < lastBrace; index++) {
    const character = text[index]
    if (character === '{') open++
    else if (character === '}' && --open === 0) return index
  }
  return lastBrace
}

function endOfName(text: string, start: number, end: number): number {
  let index = start
  while (index < end && isNameCharacter(text.charCodeAt(index), index > start)) index++
  return index
}

function isNameCharacter(code: number, mayBeDigit: boolean): boolean {
  const lower = code | 0x20
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || (mayBeDigit && code >= 0x30 && code <= 0x39)
}

const OPERATORS: readonly Operator[] = [':-', ':+', ':?', '-', '+', '?']

function operatorAt(text: string, position: number): Operator | undefined {
  return OPERATORS.find((operator) => text.startsWith(operator, position))
}

function indexWithin(text: string, wanted: string, { start, end }: Pick<Scope, 'start' | 'end'>): number {
  const index = text.indexOf(wanted, start)
  return index === -1 || index > end ? end : index
}
