/** A value as written in an env file, quotes removed and escapes resolved, variables still in place. */
export interface EnvValue {
  readonly text: string
  /** Single quotes: no variables. */
  readonly isLiteral: boolean
  /** Where the value ends, closing quote included. */
  readonly end: number
  /** Where the file goes on. */
  readonly next: number
}

/** Reads to the end of the line. A comment starts at a space followed by `#`, so `a#b` is a value. */
export function readUnquoted(text: string, start: number): EnvValue {
  const newline = text.indexOf('\n', start)
  const lineEnd = newline === -1 ? text.length : newline
  const line = text.slice(start, lineEnd)
  const comment = line.indexOf(' #')
  const value = trimEnd(comment === -1 ? line : line.slice(0, comment))
  return {
    text: value,
    isLiteral: false,
    end: start + value.length,
    next: newline === -1 ? lineEnd : lineEnd + 1,
  }
}

/** Reads to the closing quote, which may be lines away; `undefined` when there is none. */
export function readQuoted(text: string, start: number, quote: '"' | "'"): EnvValue | undefined {
  const close = closingQuote(text, start + 1, quote)
  if (close === undefined) return undefined
  const inner = text.slice(start + 1, close)
  const isLiteral = quote === "'"
  const value = isLiteral ? inner.replaceAll(String.raw`\'`, "'") : expandEscapes(inner)
  return { text: value, isLiteral, end: close + 1, next: close + 1 }
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let index = start; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === quote) return index
  }
  return undefined
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // A dollar sign that is no variable; the template parser turns it into one "$".
  $: '$$',
}

/** Escapes of double quotes. `\0ooo` is the character with that octal number; unknown ones keep their backslash. */
function expandEscapes(text: string): string {
  return text.replaceAll(/\\(?:0([0-3][0-7]{2})|([\s\S]))/g, (whole: string, octal?: string, letter = '') => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return ESCAPES[letter] ?? whole
  })
}

/** As `trimEnd`, which does not know NEL for white space. */
function trimEnd(text: string): string {
  let trimmed = text.trimEnd()
  while (trimmed.endsWith('\u0085')) trimmed = trimmed.slice(0, -1).trimEnd()
  return trimmed
}
