/** One line of an ignore file, understood as Docker understands it. */
export interface IgnorePattern {
  /** Without "!", cleaned. */
  readonly text: string
  /** Begins with "!": takes back what lines before it matched. */
  readonly isException: boolean
  readonly matches: (path: string) => boolean
}

/** A pattern nobody can match with is refused with a sentence. */
export class PatternMistake extends Error {}

/** Empty lines make no pattern. Throws `PatternMistake`. */
export function parsePattern(line: string): IgnorePattern | undefined {
  const trimmed = line.trim()
  if (trimmed === '') return undefined
  const isException = trimmed.startsWith('!')
  if (trimmed === '!') throw new PatternMistake('the pattern "!" excepts nothing')
  const text = cleanPath(isException ? trimmed.slice(1) : trimmed)
  return { text, isException, matches: compile(text) }
}

/** The shortest path that means the same: no empty parts, no ".", ".." taken back where it can be. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/')
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!isAbsolute) kept.push(part)
  }
  const joined = kept.join('/')
  if (isAbsolute) return `/${joined}`
  return joined === '' ? '.' : joined
}

type Shape = 'exact' | 'prefix' | 'suffix' | 'expression'

interface Translation {
  readonly expression: string
  readonly shape: Shape
}

function compile(text: string): (path: string) => boolean {
  const { expression, shape } = translate(text)
  switch (shape) {
    case 'exact':
      return (path) => path === text
    case 'prefix':
      return startsWith(text.slice(0, -2))
    case 'suffix':
      return endsWith(text.slice(2))
    default: {
      const matcher = expressionOf(expression, text)
      return (path) => matcher.test(path)
    }
  }
}

function startsWith(start: string): (path: string) => boolean {
  return (path) => path.startsWith(start)
}

/** "**" and "/name" behind it: at any depth, and at the top. */
function endsWith(end: string): (path: string) => boolean {
  return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1))
}

function expressionOf(expression: string, text: string): RegExp {
  try {
    return new RegExp(`^${expression}$`, 'su')
  } catch (cause) {
    throw new PatternMistake(`the pattern "${text}" has a range that is none`, { cause })
  }
}

/** What is plain text is compared as such: expressions are only for the patterns that need one. */
function translate(text: string): Translation {
  const characters = Array.from(text)
  let expression = ''
  let shape: Shape = 'exact'
  let at = 0
  while (at < characters.length) {
    const start = at
    const character = characters[at] ?? ''
    at += 1
    if (character === '*' && characters[at] === '*') {
      at += 1
      // "**/" is as good as "**".
      if (characters[at] === '/') at += 1
      const isLast = at >= characters.length
      const isPlain: boolean = shape === 'exact'
      expression += isLast ? '.*' : '(?:.*/)?'
      shape = isLast && isPlain ? 'prefix' : 'expression'
      if (start === 0) shape = 'suffix'
      continue
    }
    if (/[*?[\]\\]/.test(character)) shape = 'expression'
    if (character === '[') {
      const end = endOfClass(characters, at)
      if (end >= characters.length)
        throw new PatternMistake(`the pattern "${text}" has a "[" without its end`)
      expression += characterClass(characters.slice(at, end))
      at = end + 1
    } else if (character === '\\' && at < characters.length) {
      expression += literal(characters[at] ?? '')
      at += 1
    } else expression += wildcards[character] ?? literal(character)
  }
  return { expression, shape }
}

const wildcards: Readonly<Record<string, string>> = { '*': '[^/]*', '?': '[^/]' }

function literal(character: string): string {
  return /[$()*+./?[\\\]^{|}]/.test(character) ? `\\${character}` : character
}

/** A "]" right at the start of a class would be a part of it, in the expressions Docker makes of patterns. */
function endOfClass(characters: readonly string[], start: number): number {
  let at = characters[start] === '^' ? start + 1 : start
  if (characters[at] === ']') at += 1
  while (at < characters.length && characters[at] !== ']') at += characters[at] === '\\' ? 2 : 1
  return at
}

function characterClass(inside: readonly string[]): string {
  const isNegated = inside[0] === '^'
  const members = isNegated ? inside.slice(1) : inside
  const escaped = members.map((member, at) =>
    member === '\\' || (member === '-' && at > 0) || members[at - 1] === '\\' || !/[[\]&]/.test(member)
      ? member
      : `\\${member}`,
  )
  return `[${isNegated ? '^' : ''}${escaped.join('')}]`
}
