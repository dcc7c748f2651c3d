import type { MappingNode, Node } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { defaultOrigin, mappingFrom, mappingNode, valueAt, withValue } from './make-node.ts'
import type { Rule } from './rules.ts'

interface Implied {
  readonly service: string
  readonly restart: boolean
  readonly by: Node
}

const namespaces = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const

/** Adds what a service depends on by linking to it or by sharing its namespaces or volumes; written ones win. Spec 3.11. */
export const implicitDependencies: Rule = (node) => {
  if (node.kind !== 'mapping') return node
  const implied = [...linked(node), ...sharedNamespaces(node), ...volumesFrom(node)]
  if (implied.length === 0) return node
  const written = valueAt(node, 'depends_on')
  const base = written?.kind === 'mapping' ? written : mappingNode([], defaultOrigin(node.origin))
  return withValue(node, 'depends_on', implied.reduce(addDependency, base))
}

function addDependency(dependencies: MappingNode, { service, restart, by }: Implied): MappingNode {
  if (dependencies.entries.has(service)) return dependencies
  const origin = defaultOrigin(by.origin)
  return withValue(
    dependencies,
    service,
    mappingFrom({ condition: 'service_started', restart, required: true }, origin),
  )
}

/** `SERVICE[:ALIAS]`. */
function linked(node: MappingNode): Implied[] {
  return textItems(node, 'links').map(({ text, by }) => {
    const [service = '', ...alias] = text.split(':')
    return { service: alias.length === 1 ? service : text, restart: true, by }
  })
}

function sharedNamespaces(node: MappingNode): Implied[] {
  return namespaces.flatMap((namespace) => {
    const by = valueAt(node, namespace)
    const text = by?.kind === 'scalar' ? scalarText(by) : ''
    return by !== undefined && text.startsWith('service:')
      ? [{ service: text.slice('service:'.length), restart: true, by }]
      : []
  })
}

/** `SERVICE[:MODE]` or `container:NAME[:MODE]`. */
function volumesFrom(node: MappingNode): Implied[] {
  return textItems(node, 'volumes_from')
    .filter(({ text }) => !text.startsWith('container:'))
    .map(({ text, by }) => ({ service: text.split(':', 1)[0] ?? text, restart: false, by }))
}

function textItems(node: MappingNode, key: string): { readonly text: string; readonly by: Node }[] {
  const list = valueAt(node, key)
  if (list?.kind !== 'sequence') return []
  return list.items.flatMap((by) => (by.kind === 'scalar' ? [{ text: scalarText(by), by }] : []))
}
