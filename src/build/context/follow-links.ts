import { posix } from 'node:path'
import type { FileTree } from './file-tree.ts'
import { parsePattern } from './ignore-pattern.ts'

/**
 * The paths that must be there for `paths` to be usable: each with the links on its way and what they lead to. Undefined where that is
 * the whole tree. Wildcards stay, unless they match links.
 */
export async function followLinks(
  tree: FileTree,
  paths: readonly string[],
): Promise<readonly string[] | undefined> {
  const found = new Set<string>()
  for (const path of paths) await follow(tree, path, found)
  if (found.has('.')) return undefined
  return [...found].toSorted().filter((path) => !hasParentIn(path, found))
}

/** The way to what is asked for is walked part by part: each may be a link. */
async function follow(tree: FileTree, path: string, found: Set<string>): Promise<void> {
  const parts = posix.join('/', path).split('/').slice(1)
  let current = '.'
  for (const [at, part] of parts.entries()) {
    current = posix.join(current, part)
    const rest = parts.slice(at + 1).join('/')
    const targets = await linkTargets(tree, current)
    if (rest !== '' && targets === undefined) continue
    if (found.has(current)) return
    found.add(current)
    if (targets === undefined) return
    for (const target of targets) await follow(tree, posix.join(target, rest), found)
    return
  }
}

/** Where the path leads if it is a link, or matches links; undefined where there is nothing to follow. */
async function linkTargets(tree: FileTree, path: string): Promise<readonly string[] | undefined> {
  if (!hasWildcard(posix.basename(path))) {
    const target = await linkTarget(tree, path)
    return target === undefined ? undefined : [target]
  }
  const directory = posix.dirname(path)
  const matches = parsePattern(posix.basename(path))?.matches
  const entries = await listIfThere(tree, directory === '.' ? '' : directory)
  const links = entries.filter(
    ({ path: one, kind }) => kind === 'link' && matches?.(posix.basename(one)) === true,
  )
  return links.length === 0 ? undefined : links.map(({ path: one, target = '' }) => absolute(one, target))
}

async function linkTarget(tree: FileTree, path: string): Promise<string | undefined> {
  if (path === '.') return undefined
  const entry = await tree.find(path)
  return entry?.target === undefined ? undefined : absolute(path, entry.target)
}

/** Links lead no further than to the top of the tree. */
function absolute(path: string, target: string): string {
  return target.startsWith('/') ? posix.normalize(target) : posix.join('/', posix.dirname(path), target)
}

async function listIfThere(tree: FileTree, directory: string): ReturnType<FileTree['list']> {
  const entry = directory === '' ? undefined : await tree.find(directory)
  return directory === '' || entry?.kind === 'directory' ? tree.list(directory) : []
}

function hasWildcard(name: string): boolean {
  return /^(?:\\.|[^\\*?[])*[*?[]/s.test(name)
}

function hasParentIn(path: string, paths: ReadonlySet<string>): boolean {
  let parent = posix.dirname(path)
  while (parent !== '.' && parent !== '/') {
    if (paths.has(parent)) return true
    parent = posix.dirname(parent)
  }
  return false
}
