import { parsePattern } from './ignore-pattern.ts'
import type { IgnorePattern } from './ignore-pattern.ts'

/** Which patterns matched a directory: what is in it need not be tried against them again. */
export type Matched = readonly boolean[]

export interface Verdict {
  readonly isMatched: boolean
  readonly matched: Matched
}

/** Patterns in their order: the last one that matches a path, or a directory above it, decides. */
export class IgnoreRules {
  readonly patterns: readonly IgnorePattern[]
  readonly hasExceptions: boolean

  /** Throws `PatternMistake`. */
  constructor(lines: readonly string[]) {
    this.patterns = lines.flatMap((line) => parsePattern(line) ?? [])
    this.hasExceptions = this.patterns.some(({ isException }) => isException)
  }

  /** `above`: what was found for the directory the path is in; absent at the top. */
  judge(path: string, above?: Matched): Verdict {
    let isMatched = false
    const matched = this.patterns.map((pattern, at) => {
      const isInherited = above?.[at] === true
      // Only what would change the verdict is looked at.
      if (!isInherited && pattern.isException !== isMatched) return false
      const isHit =
        isInherited || pattern.matches(path) || (above === undefined && matchesAbove(pattern, path))
      if (isHit) isMatched = !pattern.isException
      return isHit
    })
    return { isMatched, matched }
  }

  /** Whether something below a directory can be matched (or, with `exceptions`, be taken back) although the directory is not. */
  mayReachInto(directory: string, { exceptions }: { readonly exceptions: boolean }): boolean {
    const relevant = this.patterns.filter(({ isException }) => isException === exceptions)
    const starts = relevant.map(({ text }) => withoutTrailingGlob(text))
    if (starts.some((start) => /[*?[\]\\^]/.test(start))) return true
    return starts.some((start) => `${start}/`.startsWith(`${directory}/`))
  }
}

function matchesAbove(pattern: IgnorePattern, path: string): boolean {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    if (pattern.matches(path.slice(0, at))) return true
  return false
}

function withoutTrailingGlob(text: string): string {
  return text.replace(/\/\*\*$/, '').replace(/\/\*$/, '')
}
