/** A table keyed by path patterns (`services.*.ports`), as a tree that is walked along with a document. `*` is any one step. */
export interface PathTree<T> {
  readonly rule?: T
  readonly children: ReadonlyMap<string, PathTree<T>>
}

interface GrowingTree<T> {
  rule?: T
  readonly children: Map<string, GrowingTree<T>>
}

export function buildPathTree<T>(table: Readonly<Record<string, T>>): PathTree<T> {
  const root: GrowingTree<T> = { children: new Map() }
  for (const [pattern, rule] of Object.entries(table)) {
    let tree = root
    for (const step of pattern.split('.')) {
      const child = tree.children.get(step) ?? { children: new Map<string, GrowingTree<T>>() }
      tree.children.set(step, child)
      tree = child
    }
    tree.rule = rule
  }
  return root
}

/** The part of the tree below one key (or, for the items of a list, below `*`). */
export function stepInto<T>(tree: PathTree<T> | undefined, key: string): PathTree<T> | undefined {
  return tree?.children.get(key) ?? tree?.children.get('*')
}
