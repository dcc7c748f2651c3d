import type { LineFilter } from '../render/log-filter.ts'
import { UsageMistake } from './usage-mistake.ts'

interface FilterFlags {
  readonly grep: readonly string[]
  readonly exclude: readonly string[]
}

/** Which lines of containers are shown. Throws `UsageMistake` for what is no regular expression. */
export function lineFilter({ grep, exclude }: FilterFlags): LineFilter {
  return {
    wanted: grep.map((text) => readPattern(text, 'grep')),
    unwanted: exclude.map((text) => readPattern(text, 'exclude')),
  }
}

function readPattern(text: string, flag: string): RegExp {
  try {
    return new RegExp(text, 'u')
  } catch {
    throw new UsageMistake(
      `--${flag} cannot be "${text}"`,
      'It takes a regular expression; put a backslash before characters that are meant as they are.',
    )
  }
}
