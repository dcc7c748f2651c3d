/**
 * The services that are asked for on a command line: a pattern (`web-*`, `?b`, `[a-c]1`) stands for every name in `names` that it
 * matches, in their order; each name comes once. One that matches none stays itself, for whoever says that there is no such service.
 * Section 1.1.
 */
export function expandPatterns(asked: readonly string[], names: readonly string[]): readonly string[] {
  const isPlain = asked.every((one) => !isPattern(one))
  if (isPlain) return asked
  const expanded = asked.flatMap((one) => {
    const matches = serviceMatcher([one])
    const found = isPattern(one) ? names.filter(matches) : []
    return found.length === 0 ? [one] : found
  })
  return [...new Set(expanded)]
}

/** Whether a name is among those asked for, for services that are not known beforehand. */
export function serviceMatcher(asked: readonly string[]): (name: string) => boolean {
  const expressions = asked.filter(isPattern).flatMap(expressionOf)
  const plain = new Set(asked)
  return (name) => plain.has(name) || expressions.some((expression) => expression.test(name))
}

/** None of these characters can be in the name of a service. */
function isPattern(text: string): boolean {
  return /[*?[\\]/u.test(text)
}

/** As Go's `path/filepath.Match` reads it, for names without separators. A range without an end matches nothing. */
function expressionOf(pattern: string): readonly RegExp[] {
  const parts = pattern.match(/\*+|\?|\[(?:\\.|[^\]\\])+\]|\\.|[^*?[\\]/gsu) ?? []
  if (parts.join('') !== pattern) return []
  try {
    return [new RegExp(`^${parts.map(partExpression).join('')}$`, 'su')]
  } catch {
    // Such as `[z-a]`.
    return []
  }
}

function partExpression(part: string): string {
  if (part.startsWith('*')) return '.*'
  if (part === '?') return '.'
  if (!part.startsWith('[')) return escaped(part.replace(/^\\/u, ''))
  // A class of an expression reads as one of a pattern, but for what may be quoted.
  return part.replaceAll(/\\([^\\\]^-])/gsu, '$1')
}

function escaped(character: string): string {
  return character.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}
