import width from 'fast-string-width'

const plain = /^[ -~]*$/

/** How many columns a text takes on a terminal. Most texts are plain, and measuring each would cost more than laying out a table. */
export function textWidth(text: string): number {
  return plain.test(text) ? text.length : width(text)
}
