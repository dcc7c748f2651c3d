import type { Value } from './engine-state.ts'

/** Something the two tools did not do alike. Text stands for values, `undefined` for what is not there. */
export interface Difference {
  readonly scenario: string
  readonly step: string
  readonly what: 'exit code' | 'output' | 'engine' | 'takeover'
  /** Where in the engine's state, or which line of the output. */
  readonly path: string
  readonly ours: string | undefined
  readonly theirs: string | undefined
}

export type Found = Pick<Difference, 'path' | 'ours' | 'theirs'>

/** Every leaf in which two values differ. */
export function compareValues(
  ours: Value | undefined,
  theirs: Value | undefined,
  path = '',
): readonly Found[] {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return []
  if (isFields(ours) && isFields(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    return keys.flatMap((key) => compareValues(ours[key], theirs[key], path === '' ? key : `${path}.${key}`))
  }
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length)
    return ours.flatMap((one, index) => compareValues(one, theirs[index], `${path}[${index}]`))
  return [{ path, ours: shown(ours), theirs: shown(theirs) }]
}

/** The lines that only one of two texts has, side by side. The same lines in another order are one difference. */
export function compareTexts(ours: string, theirs: string): readonly Found[] {
  if (ours === theirs) return []
  const onlyOurs = linesOnlyIn(ours, theirs)
  const onlyTheirs = linesOnlyIn(theirs, ours)
  const count = Math.max(onlyOurs.length, onlyTheirs.length)
  if (count === 0) return [{ path: 'order of lines', ours, theirs }]
  return Array.from({ length: count }, (_, index) => ({
    path: `line ${onlyOurs[index]?.number ?? onlyTheirs[index]?.number}`,
    ours: onlyOurs[index]?.text,
    theirs: onlyTheirs[index]?.text,
  }))
}

interface Line {
  readonly number: number
  readonly text: string
}

function linesOnlyIn(one: string, other: string): readonly Line[] {
  const left = new Map<string, number>()
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1)
  return one.split('\n').flatMap((text, index) => {
    const rest = left.get(text) ?? 0
    left.set(text, rest - 1)
    return rest > 0 ? [] : [{ number: index + 1, text }]
  })
}

function isFields(value: Value | undefined): value is { readonly [key: string]: Value | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}
