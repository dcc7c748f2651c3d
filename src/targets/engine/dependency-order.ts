import { sortDependencies } from '../../graph/sort.ts'
import type { Project } from '../../model/project.ts'
import { own } from '../../units/own.ts'
import { namespaceParents } from './shared-namespaces.ts'

/** Dependencies first; the loader has refused cycles. */
export function dependencyOrder(project: Pick<Project, 'services'>): readonly string[] {
  const edges = new Map<string, readonly string[]>()
  for (const service of Object.values(project.services)) {
    const needed = [...Object.keys(service.depends_on ?? {}), ...namespaceParents(service)]
    edges.set(
      service.name,
      needed.filter((name) => own(project.services, name) !== undefined),
    )
  }
  const sorted = sortDependencies(edges)
  if ('cycle' in sorted) throw new Error(`unexpected dependency cycle: ${sorted.cycle.join(' -> ')}`)
  return sorted.order
}
