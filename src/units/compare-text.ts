/** Orders texts by code point, which is how Go, and so Compose, sorts its UTF-8 keys. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  let index = 0
  while (index < a.length && index < b.length && a.charCodeAt(index) === b.charCodeAt(index)) index++
  const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
  if (Number.isNaN(left) || Number.isNaN(right)) return a.length - b.length
  // Of two different code units a surrogate belongs to the larger code point, unless both are surrogates.
  const [isHighLeft, isHighRight] = [isSurrogate(left), isSurrogate(right)]
  if (isHighLeft !== isHighRight) return isHighLeft ? 1 : -1
  return left - right
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
