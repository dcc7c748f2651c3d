import { ExactScalar } from '../units/exact-scalar.ts'
import { isOrderedList, isOrderedMap, type Ordered } from './arrange.ts'

/** Writes data as Go's JSON encoder does, byte for byte: compact, with `<`, `>` and `&` escaped. */
export function writeGoJson(value: Ordered): string {
  if (typeof value === 'string') return writeString(value)
  if (isOrderedList(value)) return `[${value.map(writeGoJson).join(',')}]`
  if (isOrderedMap(value)) {
    return `{${Array.from(value, ([key, item]) => `${writeString(key)}:${writeGoJson(item)}`).join(',')}}`
  }
  return writeScalar(value)
}

/** The same over several lines, indented by two spaces; `rewrite` is applied to every text that is not a key. */
export function printGoJson(value: Ordered, rewrite: (text: string) => string): string {
  return `${printAt(value, '\n', rewrite)}\n`
}

function printAt(value: Ordered, margin: string, rewrite: (text: string) => string): string {
  if (typeof value === 'string') return writeString(rewrite(value))
  const inner = `${margin}  `
  if (isOrderedList(value)) {
    const items = value.map((item) => `${inner}${printAt(item, inner, rewrite)}`)
    return items.length === 0 ? '[]' : `[${items.join(',')}${margin}]`
  }
  if (isOrderedMap(value)) {
    const entries = Array.from(
      value,
      ([key, item]) => `${inner}${writeString(key)}: ${printAt(item, inner, rewrite)}`,
    )
    return entries.length === 0 ? '{}' : `{${entries.join(',')}${margin}}`
  }
  return writeScalar(value)
}

function writeScalar(value: number | boolean | ExactScalar | null): string {
  const isInteger = value instanceof ExactScalar && value.kind === 'integer'
  return isInteger ? value.text : JSON.stringify(value)
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

function writeString(text: string): string {
  return (
    JSON.stringify(text)
      .replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character)
      // A lone surrogate, which JSON.stringify escapes, is not a character in UTF-8. An escaped backslash before it is skipped.
      .replace(/\\\\|\\u[dD][89a-fA-F][\da-fA-F]{2}/g, (escape) => (escape === '\\\\' ? escape : '\\ufffd'))
  )
}
