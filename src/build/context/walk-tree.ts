import type { FileEntry, FileTree } from './file-tree.ts'
import { IgnoreRules } from './ignore-rules.ts'
import type { Matched } from './ignore-rules.ts'

export interface WalkFilter {
  /** Only what these match; empty means everything. */
  readonly includes: readonly string[]
  readonly excludes: readonly string[]
}

/** A directory on the way to what is looked at. */
interface Above {
  readonly entry?: FileEntry
  readonly included?: Matched
  readonly excluded?: Matched
  /** It is a part of the result already. */
  told: boolean
  readonly above?: Above
}

/**
 * The files of a tree that pass a filter, each directory before what is in it, names in order. A directory that does not pass is there
 * where something below it does. Throws `PatternMistake`.
 */
export async function* walkTree(
  tree: FileTree,
  filter: WalkFilter,
): AsyncGenerator<FileEntry, void, undefined> {
  const rules: Rules = {
    includes: filter.includes.length === 0 ? undefined : new IgnoreRules(filter.includes),
    excludes: filter.excludes.length === 0 ? undefined : new IgnoreRules(filter.excludes),
  }
  yield* walk({ tree, rules }, '', { told: true })
}

interface Rules {
  readonly includes: IgnoreRules | undefined
  readonly excludes: IgnoreRules | undefined
}

interface Walking {
  readonly tree: FileTree
  readonly rules: Rules
}

async function* walk(
  walking: Walking,
  directory: string,
  above: Above,
): AsyncGenerator<FileEntry, void, undefined> {
  for (const entry of await walking.tree.list(directory)) {
    const judged = judge(walking.rules, entry, above)
    if (judged.passes) {
      for (const parent of untold(above)) yield parent
      yield entry
    }
    if (entry.kind !== 'directory' || !judged.mayHold) continue
    yield* walk(walking, entry.path, { ...judged.matched, entry, above, told: judged.passes })
  }
}

interface Judged {
  readonly passes: boolean
  /** Something in it may pass. */
  readonly mayHold: boolean
  readonly matched: Pick<Above, 'included' | 'excluded'>
}

function judge({ includes, excludes }: Rules, { path }: FileEntry, above: Above): Judged {
  const included = includes?.judge(path, above.included)
  const excluded = excludes?.judge(path, above.excluded)
  const isOutside = included?.isMatched === false
  const isExcluded = excluded?.isMatched === true
  return {
    passes: !isOutside && !isExcluded,
    mayHold:
      (!isOutside || includes?.mayReachInto(path, { exceptions: false }) === true) &&
      (!isExcluded || excludes?.mayReachInto(path, { exceptions: true }) === true),
    matched: {
      ...(included === undefined ? {} : { included: included.matched }),
      ...(excluded === undefined ? {} : { excluded: excluded.matched }),
    },
  }
}

/** The directories above that are not a part of the result yet, from the top. */
function untold(above: Above): readonly FileEntry[] {
  const entries: FileEntry[] = []
  for (let at: Above | undefined = above; at !== undefined && !at.told; at = at.above) {
    at.told = true
    if (at.entry !== undefined) entries.unshift(at.entry)
  }
  return entries
}
