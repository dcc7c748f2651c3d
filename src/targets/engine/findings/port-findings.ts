import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Service } from '../../../model/service.ts'
import { holderCure, holderOf, holderText, portText, publishedPorts } from '../port-holders.ts'
import type { Finding, Situation } from './finding.ts'

/** Ports that a service which does not run asks for, and that somebody else has. */
export function portFindings(service: Service, situation: Situation): readonly Finding[] {
  const own = new Set((situation.containers.get(service.name) ?? []).map(({ listed }) => listed.id))
  const others = situation.others.filter(({ id }) => !own.has(id))
  return publishedPorts(service, situation.project).flatMap((wanted): readonly Finding[] => {
    const holder = holderOf(wanted, others, situation.listeners)
    if (holder === undefined) return []
    const span = situation.origins.of(['services', service.name, 'ports', wanted.index])?.span
    const diagnostic: Diagnostic = {
      code: 'CMP404',
      severity: 'error',
      message: `port ${portText(wanted)} of service "${service.name}" is taken by ${holderText(holder)}`,
      hint: holderCure(holder),
      ...(span === undefined ? {} : { span }),
    }
    return [{ diagnostic, service: service.name }]
  })
}
