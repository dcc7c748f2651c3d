import { editDistance } from './edit-distance.ts'

/**
 * The candidate a misspelt word most likely means, or `undefined` when none is close: at most one edit in three letters,
 * where exchanging two neighbouring letters counts as one edit, or the one that it shortens or spells out. Of equally near
 * ones the first wins.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  return nearest(word.toLowerCase(), candidates) ?? spelledOut(word.toLowerCase(), candidates)
}

function nearest(wanted: string, candidates: readonly string[]): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined
  for (const candidate of candidates) {
    const limit = Math.min(
      Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)),
      (best?.distance ?? MOST_EDITS + 1) - 1,
    )
    if (Math.abs(wanted.length - candidate.length) > limit) continue
    const distance = editDistance(wanted, candidate.toLowerCase(), limit)
    if (distance !== undefined) best = { candidate, distance }
    if (distance === 0) break
  }
  return best?.candidate
}

const MOST_EDITS = 3

/** `mem` for "memory", `src` for "source", `working_directory` for "working_dir": when only one candidate fits. */
function spelledOut(word: string, candidates: readonly string[]): string | undefined {
  const fitting = candidates.filter((candidate) => {
    const known = candidate.toLowerCase()
    return isShortFor(word, known) || (known.length >= SHORTEST && word.startsWith(known))
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

const SHORTEST = 3

/** Whether all letters of the short word are in the long one, in order and from the first on. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < SHORTEST || short[0] !== long[0]) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}
