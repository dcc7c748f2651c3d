export interface ShellWords {
  readonly words: readonly string[]
  /** Offset of the unquoted `;`, `&`, `|`, `<` or `>` that ends the reading, with everything after it ignored. */
  readonly stoppedAt?: number
}

interface Reading {
  readonly words: string[]
  word: string
  /** A word has begun, even if it is empty so far (`""`). */
  isOpen: boolean
  isEscaped: boolean
  readonly inside: { single: boolean; double: boolean; backtick: boolean; dollar: boolean }
}

/** The words of a command given as one string, or `undefined` when quotes or parentheses do not match. */
export function splitShellWords(text: string): readonly string[] | undefined {
  return readShellWords(text)?.words
}

/**
 * Splits a command the way Docker Compose does: white space, quotes and backslashes as in a shell, nothing expanded;
 * backticks and `$( )` are kept as they are. Redirections and separators are not understood: reading stops there.
 */
export function readShellWords(text: string): ShellWords | undefined {
  const inside = { single: false, double: false, backtick: false, dollar: false }
  const reading: Reading = { words: [], word: '', isOpen: false, isEscaped: false, inside }
  let offset = 0
  for (const character of text) {
    const step = readCharacter(reading, character)
    if (step === 'wrong') return undefined
    if (step === 'stop') return finish(reading, offset)
    offset += character.length
  }
  return finish(reading)
}

type Step = 'go-on' | 'stop' | 'wrong'

function readCharacter(reading: Reading, character: string): Step {
  const { inside } = reading
  if (reading.isEscaped) {
    reading.isEscaped = false
    return append(reading, character)
  }
  if (character === '\\') {
    if (inside.single) reading.word += character
    else reading.isEscaped = true
    return 'go-on'
  }
  if (' \t\r\n'.includes(character)) return readSpace(reading, character)
  if (character === '"' && !inside.single && !inside.dollar) return toggleQuote(reading, 'double')
  if (character === "'" && !inside.double && !inside.dollar) return toggleQuote(reading, 'single')
  if (';&|<>'.includes(character) && !isInside(reading)) return readSeparator(reading, character)
  return readSubstitution(reading, character)
}

function append(reading: Reading, character: string): Step {
  reading.word += character
  reading.isOpen = true
  return 'go-on'
}

function readSpace(reading: Reading, character: string): Step {
  if (isInside(reading)) reading.word += character
  else if (reading.isOpen) {
    reading.words.push(reading.word)
    reading.word = ''
    reading.isOpen = false
  }
  return 'go-on'
}

function toggleQuote(reading: Reading, quote: 'single' | 'double'): Step {
  if (reading.inside[quote]) reading.isOpen = true
  reading.inside[quote] = !reading.inside[quote]
  return 'go-on'
}

/** The number of a redirection (`2>`) is no word. */
function readSeparator(reading: Reading, character: string): Step {
  if (character === '>' && /^\d/.test(reading.word)) reading.isOpen = false
  return 'stop'
}

function readSubstitution(reading: Reading, character: string): Step {
  const { inside } = reading
  const isQuoted = inside.single || inside.double
  if (character === '`' && !isQuoted && !inside.dollar) inside.backtick = !inside.backtick
  if (character === ')' && !isQuoted && !inside.backtick) inside.dollar = !inside.dollar
  if (character === '(' && !isQuoted && !inside.backtick) {
    if (inside.dollar || !reading.word.endsWith('$')) return 'wrong'
    inside.dollar = true
  }
  return append(reading, character)
}

function isInside({ inside }: Reading): boolean {
  return inside.single || inside.double || inside.backtick || inside.dollar
}

function finish(reading: Reading, stoppedAt?: number): ShellWords | undefined {
  if (reading.isEscaped || isInside(reading)) return undefined
  const words = reading.isOpen ? [...reading.words, reading.word] : reading.words
  return stoppedAt === undefined ? { words } : { words, stoppedAt }
}
