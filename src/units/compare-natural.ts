/**
 * Orders keys as go-yaml, and so `config`, prints them: numbers inside by their value, other characters before letters,
 * but letters first right after a digit. `HTTP_PROXY` comes before `HTTPS_PROXY`, `web9` before `web10`.
 */
export function compareNatural(a: string, b: string): number {
  const left = Array.from(a)
  const right = Array.from(b)
  const at = left.findIndex((character, index) => character !== right[index])
  if (at < 0 || at >= right.length) return left.length - right.length
  const isLetterLeft = isLetter(left[at])
  const isLetterRight = isLetter(right[at])
  if (isLetterLeft && isLetterRight) return codePoint(left[at]) - codePoint(right[at])
  if (isLetterLeft !== isLetterRight) return isLetterLeft === isDigit(left[at - 1]) ? -1 : 1
  return compareNumbers(left, right, at)
}

/** Compares the numbers at `at`, where two keys begin to differ; a zero in the middle of a number counts as a digit of it. */
function compareNumbers(left: readonly string[], right: readonly string[], at: number): number {
  const isInside = (left[at] === '0' || right[at] === '0') && hasNonZeroBefore(left, at)
  const [leftDigits, rightDigits] = [digitsFrom(left, at), digitsFrom(right, at)]
  const lead = isInside ? '1' : '0'
  const [leftNumber, rightNumber] = [BigInt(lead + leftDigits), BigInt(lead + rightDigits)]
  if (leftNumber !== rightNumber) return leftNumber < rightNumber ? -1 : 1
  if (leftDigits.length !== rightDigits.length) return leftDigits.length - rightDigits.length
  return codePoint(left[at]) - codePoint(right[at])
}

function hasNonZeroBefore(characters: readonly string[], at: number): boolean {
  for (let index = at - 1; isDigit(characters[index]); index--) {
    if (characters[index] !== '0') return true
  }
  return false
}

function digitsFrom(characters: readonly string[], at: number): string {
  let end = at
  while (isDigit(characters[end])) end++
  return characters.slice(at, end).join('')
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /^\p{L}$/u.test(character)
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^\d$/.test(character)
}

function codePoint(character: string | undefined): number {
  return character?.codePointAt(0) ?? -1
}
