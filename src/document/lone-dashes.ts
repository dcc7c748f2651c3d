/** What the lexer puts before the text of an unquoted value. */
const SCALAR = '\u001F'

const LONE_DASH = /-[,\]}]/

/**
 * The lexemes of a text, with a "-" that stands alone in brackets (`{ A: -, B: [-] }`) as the value it is for go-yaml. The lexer
 * takes it for the mark of a list item, which is an error there.
 */
export function withLoneDashes(text: string, lexemes: Iterable<string>): Iterable<string> {
  return LONE_DASH.test(text) ? readDashes([...lexemes]) : lexemes
}

function* readDashes(lexemes: readonly string[]): Generator<string> {
  let index = 0
  while (index < lexemes.length) {
    const lexeme = lexemes[index] ?? ''
    const length = lexeme === '-' && lexemes[index - 1] !== SCALAR ? lengthOfDash(lexemes, index) : 0
    if (length > 0) yield SCALAR
    yield lexeme
    index += Math.max(1, length)
  }
}

/** How many lexemes the lexer makes of a value "-" in brackets; 0 where it is a mark. */
function lengthOfDash(lexemes: readonly string[], index: number): number {
  const [next = '', text, end] = lexemes.slice(index + 1, index + 4)
  if (next === ']' || next === '}') return 1
  // Before a comma, the lexer finds a value without text.
  return next === SCALAR && text === '' && end === ',' ? 3 : 0
}
