/** A word with one slip of the fingers each: a letter too few, too many, exchanged or replaced, a wrong end, dash or case. */
export function misspellings(word: string): readonly string[] {
  const middle = Math.floor(word.length / 2)
  const [before, letter = '', after] = [word.slice(0, middle), word[middle], word.slice(middle + 1)]
  const next = letter === 'z' || letter === '_' ? '-' : String.fromCharCode(letter.charCodeAt(0) + 1)
  return [
    before + after,
    before + letter + letter + after,
    before.slice(0, -1) + letter + before.slice(-1) + after,
    before + next + after,
    word.slice(0, -1),
    `${word}s`,
    word.replaceAll('_', '-'),
    word.replaceAll('_', ''),
    word.slice(0, 1).toUpperCase() + word.slice(1),
  ].filter((wrong, index, all) => wrong !== word && all.indexOf(wrong) === index)
}
