import toposort from 'toposort'

/** Names to the names they depend on. Dependencies that are no key are ignored. */
export type Edges = ReadonlyMap<string, readonly string[]>

/** All names with dependencies first, or the names of one cycle, each depending on the next and the last on the first. */
export type Sorted = { readonly order: readonly string[] } | { readonly cycle: readonly string[] }

/** Sorts names so that dependencies come first; independent ones keep the order of the map. */
export function sortDependencies(edges: Edges): Sorted {
  const walked = walk(edges)
  if ('cycle' in walked) return walked
  const pairs: [before: string, after: string][] = []
  for (const [name, dependencies] of edges) {
    for (const dependency of dependencies) if (edges.has(dependency)) pairs.push([dependency, name])
  }
  // The package recurses along the edges; from names in the order of the walk it never goes deep.
  return { order: toposort.array([...walked.finished], pairs) }
}

/**
 * Looks for a cycle from the top of the map. The sorting package names one member of a cycle at most, and people need to
 * see all of it.
 */
function walk(
  edges: Edges,
): { readonly cycle: readonly string[] } | { readonly finished: ReadonlySet<string> } {
  const finished = new Set<string>()
  for (const start of edges.keys()) {
    const cycle = finished.has(start) ? undefined : cycleFrom(start, edges, finished)
    if (cycle !== undefined) return { cycle }
  }
  return { finished }
}

/** Walks without recursion, so that a chain may be of any length. */
function cycleFrom(start: string, edges: Edges, finished: Set<string>): readonly string[] | undefined {
  const trail = [{ name: start, rest: dependenciesOf(start, edges) }]
  const open = new Set([start])
  for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
    const next = last.rest.next()
    if (next.done === true) {
      trail.pop()
      open.delete(last.name)
      finished.add(last.name)
    } else if (open.has(next.value)) {
      const path = [...open]
      return path.slice(path.indexOf(next.value))
    } else if (edges.has(next.value) && !finished.has(next.value)) {
      trail.push({ name: next.value, rest: dependenciesOf(next.value, edges) })
      open.add(next.value)
    }
  }
  return undefined
}

function dependenciesOf(name: string, edges: Edges): Iterator<string, undefined> {
  return (edges.get(name) ?? []).values()
}
