import { TemplateError } from './template-error.ts'

export type Token =
  | { readonly type: 'string' | 'number' | 'word' | 'variable'; readonly text: string }
  /** `.Name.Inner`; attached to what stands before it without a space, or else to the dot. */
  | { readonly type: 'field'; readonly text: string; readonly attached: boolean }
  | { readonly type: 'symbol'; readonly text: '(' | ')' | '|' | ':=' | '=' | ',' | '.' }

const pattern =
  /\s+|(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>[-+]?\d+(?:\.\d+)?)|(?<variable>\$\w*)|(?<field>(?:\.[A-Za-z_]\w*)+)|(?<word>[A-Za-z_]\w*)|(?<symbol>:=|[()|=,.])/uy

/** The words of one action, the text between two pairs of braces. */
export function tokenise(action: string): readonly Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < action.length) {
    const start = pattern.lastIndex
    const match = pattern.exec(action)
    if (match === null)
      throw new TemplateError(`unexpected "${action.slice(start, start + 10)}" in "{{${action}}}"`)
    const token = tokenOf(match.groups ?? {}, /[\w)$]/u.test(action[start - 1] ?? ' '))
    if (token !== undefined) tokens.push(token)
  }
  return tokens
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, attached: boolean): Token | undefined {
  if (groups['string'] !== undefined) return { type: 'string', text: unquote(groups['string']) }
  if (groups['number'] !== undefined) return { type: 'number', text: groups['number'] }
  if (groups['variable'] !== undefined) return { type: 'variable', text: groups['variable'] }
  if (groups['field'] !== undefined) return { type: 'field', text: groups['field'].slice(1), attached }
  if (groups['word'] !== undefined) return { type: 'word', text: groups['word'] }
  switch (groups['symbol']) {
    case '(':
    case ')':
    case '|':
    case ':=':
    case '=':
    case ',':
    case '.':
      return { type: 'symbol', text: groups['symbol'] }
    default:
      return undefined
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function unquote(text: string): string {
  const inner = text.slice(1, -1)
  if (text.startsWith('`')) return inner
  return inner.replaceAll(/\\(.)/gu, (_, character: string) => escapes[character] ?? character)
}
