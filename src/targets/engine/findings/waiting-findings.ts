import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Service } from '../../../model/service.ts'
import { own } from '../../../units/own.ts'
import { probeEvidence } from '../evidence.ts'
import { pathText } from '../with-dependency-path.ts'
import { conditionText, pathToCause, unmetDependencies } from './conditions.ts'
import type { Finding, Situation } from './finding.ts'

/** A service that is not running because something that it depends on is not as far. */
export function waitingFinding(service: Service, situation: Situation): Finding | undefined {
  const [first] = unmetDependencies(service, situation)
  if (first === undefined) return undefined
  const path = pathToCause(service.name, situation)
  const cause = path.at(-1) ?? first.service
  const span =
    situation.origins.of(['services', service.name, 'depends_on', first.service])?.span ??
    situation.origins.of(['services', service.name, 'depends_on'])?.span
  const probes = (situation.containers.get(cause) ?? []).flatMap(({ details }) =>
    details === undefined ? [] : probeEvidence(details),
  )
  const diagnostic: Diagnostic = {
    code: 'CMP428',
    severity: 'error',
    message: `service "${service.name}" waits for "${first.service}" ${conditionText(first.condition)}`,
    hint: cureFor(first.service, cause, situation),
    ...(span === undefined ? {} : { span }),
    details: path.length > 2 ? [{ title: 'because', lines: [pathText(path)] }] : probes,
  }
  return { diagnostic, service: service.name, dependencyPath: path }
}

function cureFor(dependency: string, cause: string, { project, containers }: Situation): string {
  if (cause !== dependency) return `see what is said of "${cause}", where it begins`
  const isHere = (containers.get(cause) ?? []).length > 0
  if (!isHere && own(project.services, cause) !== undefined) return `"compose up ${cause}" makes it`
  return `see what is said of "${cause}"`
}
