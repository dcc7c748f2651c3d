import type { Edges } from './sort.ts'

/** Everything that can be reached from `starts` along the edges, the starts included, in the order it is met. */
export function reachableFrom(starts: Iterable<string>, edges: Edges): ReadonlySet<string> {
  // A set visits what is added to it while it is walked.
  const reached = new Set(starts)
  for (const name of reached) {
    for (const next of edges.get(name) ?? []) reached.add(next)
  }
  return reached
}

/** The same edges the other way round: names to the names that depend on them. */
export function reverseEdges(edges: Edges): Edges {
  const reversed = new Map<string, string[]>(Array.from(edges.keys(), (name) => [name, []]))
  for (const [name, dependencies] of edges) {
    for (const dependency of dependencies) {
      const dependents = reversed.get(dependency)
      if (dependents === undefined) reversed.set(dependency, [name])
      else dependents.push(name)
    }
  }
  return reversed
}
