import type { MappingNode, Node } from '../document/node.ts'
import type { LoadRun } from './load-run.ts'
import { scalarNode } from './make-node.ts'
import { fields, items, values } from './rules.ts'

/**
 * Replaces the first symbolic link on the way to each watched path by what it leads to, as Docker Compose does: changes are
 * reported with the names they have there, and the path is part of the config hash. Spec 3.10.
 */
export async function resolveWatchLinks(run: LoadRun, document: MappingNode): Promise<MappingNode> {
  const paths = new Set<string>()
  rewritePaths(document, (path) => {
    paths.add(path)
    return path
  })
  const found = await Promise.all(
    Array.from(paths, async (path) => [path, await resolved(run, path)] as const),
  )
  const targets = new Map(found)
  return rewritePaths(document, (path) => targets.get(path) ?? path)
}

function rewritePaths(document: MappingNode, rewrite: (path: string) => string): MappingNode {
  const path = (node: Node): Node => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.startsWith('/')) return node
    const text = rewrite(node.value)
    return text === node.value ? node : scalarNode(text, node.origin)
  }
  const watch = items(fields({ path }))
  const rule = fields({ services: values(fields({ develop: fields({ watch }) })) })
  const node = rule(document, () => undefined)
  return node.kind === 'mapping' ? node : document
}

async function resolved({ linkTarget }: LoadRun, path: string): Promise<string> {
  const steps = path.split('/').slice(1)
  for (const index of steps.keys()) {
    const way = `/${steps.slice(0, index + 1).join('/')}`
    const target = await linkTarget(way)
    if (target !== undefined) return `${target}${path.slice(way.length)}`
  }
  return path
}
