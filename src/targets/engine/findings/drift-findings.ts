import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import { formatPath } from '../../../document/path.ts'
import type { FieldChange, Reason } from '../../../planner/reason.ts'
import type { EngineAction } from '../actions.ts'
import type { Finding, Situation } from './finding.ts'

const hint = '"compose up" applies it; "compose plan" shows all that it would do'

/** What the files say and the engine does not have: the containers that `up` would replace, and why. No values are told. */
export function driftFindings({ plan, services, origins }: Situation): readonly Finding[] {
  const seen = new Set<string>()
  return (plan?.actions ?? []).flatMap((action): readonly Finding[] => {
    const { target, reason } = action
    if (action.do !== 'container.replace' || target.kind !== 'container') return []
    if (!services.includes(target.service) || seen.has(target.service)) return []
    seen.add(target.service)
    const span = placeOf(reason) ?? origins.of(['services', target.service])?.span
    const diagnostic: Diagnostic = {
      code: 'CMP429',
      severity: 'warning',
      message: `service "${target.service}" runs as it was before: ${driftText(reason, action)}`,
      hint,
      hidesSource: true,
      ...(span === undefined ? {} : { span }),
      ...relatedTo(reason),
    }
    return [{ diagnostic, service: target.service, container: target.name }]
  })
}

function driftText(reason: Reason, action: EngineAction): string {
  switch (reason.because) {
    case 'fields-changed':
      return `${listed(reason.changes)} changed in the files`
    case 'image-changed':
      return reason.mount === undefined
        ? 'its image is a newer one'
        : `the image mounted at ${reason.mount} is a newer one`
    case 'dependency-replaced':
      return `what it depends on (${reason.dependency.name}) is to be replaced`
    case 'network-detached':
      return `it is not connected to network ${reason.network}`
    case 'volume-detached':
      return `volume ${reason.volume} is not mounted`
    default:
      return `${action.do.split('.')[1] ?? ''} (${reason.because})`
  }
}

/** How many fields a sentence can name. */
const most = 4

function listed(changes: readonly FieldChange[]): string {
  const names = changes.map(({ path }) => formatPath(path))
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

function placeOf(reason: Reason): Diagnostic['span'] {
  if (reason.because !== 'fields-changed') return undefined
  return reason.changes.find(({ declaredAt }) => declaredAt !== undefined)?.declaredAt
}

function relatedTo(reason: Reason): Pick<Diagnostic, 'related'> {
  if (reason.because !== 'fields-changed') return {}
  const [, ...others] = reason.changes.flatMap(({ path, declaredAt }) =>
    declaredAt === undefined ? [] : [{ message: `${formatPath(path)} changed`, span: declaredAt }],
  )
  return others.length === 0 ? {} : { related: others.slice(0, most) }
}
