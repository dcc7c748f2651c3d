import type { Node } from '../../document/node.ts'
import { scalarText } from '../../document/scalar-text.ts'
import { mappingFrom } from '../make-node.ts'
import type { Report, Rule } from '../rules.ts'
import { parsePortSpec } from './port-spec.ts'

/**
 * Numbers and `[IP:][HOST:]CONTAINER[/PROTOCOL]` become one long form for each container port. A list with one that cannot be
 * read stays as it is. Spec 2.7.
 */
export const ports: Rule = (node, report) => {
  if (node.kind !== 'sequence') return node
  let isReadable = true
  const items = node.items.flatMap((item) =>
    longForms(item, (diagnostic) => {
      isReadable = false
      report(diagnostic)
    }),
  )
  return isReadable ? { ...node, items } : node
}

function longForms(item: Node, report: Report): readonly Node[] {
  if (item.kind !== 'scalar' || typeof item.value === 'boolean' || item.value === null) return [item]
  const text = scalarText(item)
  const parsed = parsePortSpec(text)
  if (!parsed.ok) {
    report({
      code: 'CMP108',
      severity: 'error',
      message: `the port "${text}" ${parsed.problem}`,
      span: item.origin.span,
      ...(parsed.hint === undefined ? {} : { hint: parsed.hint }),
    })
    return [item]
  }
  return parsed.ports.map((port) =>
    mappingFrom(
      {
        mode: 'ingress',
        host_ip: port.hostIp,
        target: port.target,
        published: port.published,
        protocol: port.protocol,
      },
      item.origin,
    ),
  )
}
