import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import { isNull, mappingNode } from './make-node.ts'
import { fields, values } from './rules.ts'

type Lookup = (name: string) => string | undefined

/** Gives `environment` names without a value the value of the project's environment; names it does not know stay without. */
export function resolveEnvironment(document: MappingNode, lookup: Lookup): MappingNode {
  return rewriteServices(document, { environment: (node) => resolveNames(node, lookup, (entry) => entry) })
}

/** Gives build arguments without a value the value of the project's environment, and drops those it does not know. */
export function resolveBuildArguments(document: MappingNode, lookup: Lookup): MappingNode {
  const args = (node: Node): Node => resolveNames(withoutBareNames(node), lookup, () => undefined)
  return rewriteServices(document, { build: fields({ args }) })
}

/** Names are in a list only where variables are left alone, and have no values there. */
function withoutBareNames(node: Node): Node {
  if (node.kind !== 'sequence') return node
  const isPair = (item: Node): boolean => item.kind !== 'scalar' || String(item.value).includes('=')
  return { ...node, items: node.items.filter(isPair) }
}

function rewriteServices(document: MappingNode, rules: Parameters<typeof fields>[0]): MappingNode {
  const node = fields({ services: values(fields(rules)) })(document, () => undefined)
  return node.kind === 'mapping' ? node : document
}

type Unknown = (entry: MappingEntry) => MappingEntry | undefined

function resolveNames(node: Node, lookup: Lookup, unknown: Unknown): Node {
  if (node.kind !== 'mapping' || !Array.from(node.entries.values()).some((entry) => isNull(entry.value)))
    return node
  const entries = Array.from(node.entries).flatMap(([name, entry]): [string, MappingEntry][] => {
    if (!isNull(entry.value)) return [[name, entry]]
    const value = lookup(name)
    const resolved =
      value === undefined ? unknown(entry) : { key: entry.key, value: fromVariable(entry.value, value) }
    return resolved === undefined ? [] : [[name, resolved]]
  })
  return mappingNode(entries, node.origin)
}

function fromVariable(node: Node, value: string): Node {
  const hops = [...(node.origin.hops ?? []), { how: 'variable', span: node.origin.span } as const]
  return { kind: 'scalar', value, origin: { span: node.origin.span, hops } }
}
