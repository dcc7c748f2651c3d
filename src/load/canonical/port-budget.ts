import type { Span } from '../../diagnostics/diagnostic.ts'
import type { MappingNode, Node } from '../../document/node.ts'
import { values, fields, type Report, type Rule } from '../rules.ts'

/** As many as two services that publish every port there is. */
const MOST_PORTS = 131_072

/** Drops the ports of services after those whose ranges stand for more ports than a project can have, and says so. */
export function withinPortBudget(document: MappingNode, report: Report): MappingNode {
  let left = MOST_PORTS
  const bounded: Rule = (node) => {
    if (node.kind !== 'sequence') return node
    const before = left
    for (const item of node.items) left -= portsOf(item)
    if (left >= 0) return node
    if (before >= 0) report(tooMany(node.origin.span))
    return { ...node, items: [] }
  }
  const node = fields({ services: values(fields({ ports: bounded })) })(document, report)
  return node.kind === 'mapping' ? node : document
}

/** Without reading more of it than the range behind the last colon. */
function portsOf(item: Node): number {
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return 1
  const [, first, last] = /(\d{1,5})-(\d{1,5})(?:\/\w*)?$/.exec(item.value) ?? []
  return first === undefined || last === undefined ? 1 : Math.max(1, Number(last) - Number(first) + 1)
}

function tooMany(span: Span): Parameters<Report>[0] {
  return {
    code: 'CMP112',
    severity: 'error',
    message: `the services of the project have more than ${MOST_PORTS} ports`,
    span,
  }
}
