/** How one level of a text repeats the level before it. */
const LEVELS = {
  'flow lists': (level: number) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]\n`,
  'block lists': (level: number) => `a${level + 1}: &a${level + 1}\n${`  - *a${level}\n`.repeat(9)}`,
  'merge keys': (level: number) =>
    `a${level + 1}: &a${level + 1}\n  x: {<<: *a${level}}\n  y: {<<: *a${level}}\n`,
} as const

/** A megabyte of YAML that stands for more than could ever be stored. */
export function growing(what: keyof typeof LEVELS): string {
  let text = 'a0: &a0 {k: v}\n'
  for (let level = 0; text.length < 1_000_000; level++) text += LEVELS[what](level)
  return text
}
