import type { MappingNode, Node } from '../document/node.ts'
import { textAt, withDefault } from './make-node.ts'
import { fields, inOrder, items, values, type Rule } from './rules.ts'

/** Gives every mapping the default for a field it does not have. */
function missing(key: string, value: string | number | boolean): Rule {
  return (node) => (node.kind === 'mapping' && !node.entries.has(key) ? withDefault(node, key, value) : node)
}

const deviceRequest: Rule = (node) =>
  node.kind === 'mapping' && !node.entries.has('device_ids')
    ? missing('count', 'all')(node, () => undefined)
    : node

/** `/run/secrets/SOURCE`. */
const secretTarget: Rule = (node) =>
  node.kind === 'mapping'
    ? missing('target', `/run/secrets/${textAt(node, 'source') ?? ''}`)(node, () => undefined)
    : node

const service = fields({
  build: missing('context', '.'),
  deploy: fields({ resources: fields({ reservations: fields({ devices: items(deviceRequest) }) }) }),
  gpus: items(deviceRequest),
  ports: items(inOrder(missing('protocol', 'tcp'), missing('mode', 'ingress'))),
  secrets: items(secretTarget),
})

const project = fields({ services: values(service) })

/** Fills in what a canonical document leaves unsaid about ports, secrets, devices and builds. Once for a project. */
export function applyDefaults(document: MappingNode): MappingNode {
  const node: Node = project(document, () => undefined)
  return node.kind === 'mapping' ? node : document
}
