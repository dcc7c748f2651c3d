import { resolvePlainScalar } from './scalar.ts'

/** How a string is written: on one line, or as a block `|` whose lines the caller indents. */
export type YamlText =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'block'; readonly header: string; readonly lines: readonly string[] }

/**
 * Chooses how go-yaml writes a string: plain where it reads back as the same string, `"quoted"` when it would read as a number,
 * boolean or such, `'quoted'` when it holds YAML punctuation, a block for several lines, and escapes for what cannot be printed.
 * (Unlike there, line separators other than `\n` are escaped too: YAML 1.2 does not count them as line breaks.)
 */
export function yamlText(value: string): YamlText {
  if (value.includes('\n')) return isBlockSafe(value) ? block(value) : line(doubleQuoted(value))
  if (needsEscape(value)) return line(doubleQuoted(value))
  if (looksLikeOther(value)) return line(doubleQuoted(value))
  return line(isPlainSafe(value) ? value : `'${value.replaceAll("'", "''")}'`)
}

/** As a key, which takes one line. `undefined` when it is too long or has too many lines for one. */
export function yamlKey(key: string): string | undefined {
  if (/[\n\r\u0085]/.test(key) || Buffer.byteLength(key) > LONGEST_KEY) return undefined
  // Plain, it would merge.
  if (key === '<<') return '"<<"'
  const text = yamlText(key)
  return text.kind === 'line' ? text.text : undefined
}

const LONGEST_KEY = 128

function line(text: string): YamlText {
  return { kind: 'line', text }
}

function block(value: string): YamlText {
  const lines = value.split('\n')
  const trailing = /\n*$/.exec(value)?.[0].length ?? 0
  if (trailing > 0) lines.pop()
  const indentation = value.startsWith(' ') || value.startsWith('\n') ? '2' : ''
  const chomping = trailing === 0 ? '-' : trailing > 1 || value === '\n' ? '+' : ''
  return { kind: 'block', header: `|${indentation}${chomping}`, lines }
}

/** Characters that need an escape: not printable, or outside the basic plane as go-yaml has it. */
const ESCAPED = /[^\n\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/u

function needsEscape(value: string): boolean {
  return ESCAPED.test(value)
}

function isBlockSafe(value: string): boolean {
  return !needsEscape(value.replaceAll('\t', '')) && !/ (?:\n|$)/.test(value)
}

const OLD_BOOLEAN = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/

/** Unquoted, this reader or one of YAML 1.1 would not take it for a string. */
function looksLikeOther(value: string): boolean {
  return resolvePlainScalar(value).kind !== 'string' || OLD_BOOLEAN.test(value) || BASE_60.test(value)
}

const INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.)|:(?: |$)| #/

function isPlainSafe(value: string): boolean {
  return !INDICATOR.test(value) && !value.startsWith(' ') && !value.endsWith(' ')
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001B': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

const ESCAPED_IN_QUOTES = /["\\\n]|[^\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/gu

function doubleQuoted(value: string): string {
  return `"${value.replaceAll(ESCAPED_IN_QUOTES, escape)}"`
}

function escape(character: string): string {
  const short = SHORT_ESCAPES[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  // Half of a pair is no character at all.
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD'
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8]
  return `\\${letter}${code.toString(16).toUpperCase().padStart(digits, '0')}`
}
