import type { Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Service } from '../../../model/service.ts'
import { imageReference } from '../image-reference.ts'
import type { Finding, Situation } from './finding.ts'

/** A service without any container: whose image is missing, or that was never made. */
export function absenceFinding(service: Service, situation: Situation): Finding {
  const reference = imageReference(situation.project, service)
  const isImageMissing = situation.images !== undefined && !situation.images.has(reference)
  const diagnostic = isImageMissing ? imageMissing(service, reference) : neverMade(service)
  const field = isImageMissing && service.image === undefined ? 'build' : 'image'
  const span =
    situation.origins.of(['services', service.name, field])?.span ??
    situation.origins.of(['services', service.name])?.span
  return { diagnostic: span === undefined ? diagnostic : { ...diagnostic, span }, service: service.name }
}

function imageMissing({ name, build }: Service, reference: string): Diagnostic {
  return {
    code: 'CMP403',
    severity: 'error',
    message: `service "${name}" has no container, and its image "${reference}" is not on the engine`,
    hint: build === undefined ? `"compose pull ${name}" fetches it` : `"compose build ${name}" builds it`,
  }
}

function neverMade({ name }: Pick<Service, 'name'>): Diagnostic {
  return {
    code: 'CMP430',
    severity: 'error',
    message: `service "${name}" has no container`,
    hint: `"compose up ${name}" makes and starts it`,
  }
}

/** One finding for all services that were never made: a project that is down has many. */
export function joinAbsences(findings: readonly Finding[]): readonly Finding[] {
  const isAbsence = ({ diagnostic }: Finding): boolean => diagnostic.code === 'CMP430'
  const absent = findings.filter(isAbsence)
  const [first] = absent
  if (first === undefined || absent.length < 2) return findings
  const names = absent.map(({ service }) => `"${service ?? ''}"`).join(', ')
  const { service: _one, ...joint } = first
  const diagnostic: Diagnostic = {
    ...first.diagnostic,
    message: `${absent.length} services have no container: ${names}`,
    hint: '"compose up" makes and starts them',
  }
  const at = findings.indexOf(first)
  const others = findings.filter((finding) => !isAbsence(finding))
  return others.toSpliced(at, 0, { ...joint, diagnostic })
}
