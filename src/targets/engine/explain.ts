import type { DiagnosticCode } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import type { Origins } from '../../document/origins.ts'
import type { Path } from '../../document/path.ts'
import { EngineError, type EngineErrorKind } from '../../engine/errors.ts'
import type { EngineAction } from './actions.ts'
import { engineCauses, subjectOf } from './engine-causes.ts'

/** Turns why an action did not succeed into what a user can act on, with the place in the file that asked for it. */
export function explainFailure(error: unknown, action: EngineAction, origins: Origins): Diagnostic {
  if (error instanceof OperationError) {
    return withPlace(
      error.toDiagnostic(),
      placesOf(action, [...(error.fields ?? []), ...(fieldsOf[error.code] ?? [])]),
      origins,
    )
  }
  if (!(error instanceof EngineError)) throw error
  const message = engineSentence(error.message)
  const known = engineCauses.find(({ pattern, verbs }) => pattern.test(message) && verbs.test(action.do))
  if (known !== undefined) {
    const { fields = [], placeless, ...facts } = known.explain(message, action)
    if (placeless === true) return { severity: 'error', ...facts }
    return withPlace({ severity: 'error', ...facts }, placesOf(action, fields), origins)
  }
  const code = codesOf[error.kind] ?? 'CMP402'
  const text = `${subjectOf(action)}: ${message}`
  return withPlace({ code, severity: 'error', message: text }, placesOf(action, []), origins)
}

const codesOf: Readonly<Partial<Record<EngineErrorKind, DiagnosticCode>>> = {
  unreachable: 'CMP411',
  denied: 'CMP414',
  failed: 'CMP416',
}

/** The field of a service that a problem is most likely about. */
const fieldsOf: Readonly<Partial<Record<DiagnosticCode, readonly string[]>>> = {
  CMP405: ['container_name'],
  CMP407: ['command', 'entrypoint'],
  CMP408: ['healthcheck'],
  CMP409: ['healthcheck'],
  CMP417: ['pre_start', 'post_start', 'pre_stop'],
}

/** What engines put before the cause. */
const wrapping =
  /^(?:(?:Error response from daemon|failed to create (?:shim )?task(?: for container)?|OCI runtime create failed|runc create failed|runc|crun|container create|running container create option|fill out specgen|unable to start container process|error during container init|starting container process caused|container_linux\.go:\d+|process_linux\.go:\d+): )+/i

/** What Podman and old runtimes put behind it. */
const trailer =
  /(?:: (?:OCI runtime error|OCI permission denied|OCI runtime attempted to invoke a command that was not found|invalid argument|unknown))+$/i

/** One line, without the engine's own wrapping. */
function engineSentence(message: string): string {
  return message.replaceAll(/\s+/g, ' ').trim().replace(wrapping, '').replace(trailer, '')
}

/** The paths that may hold the cause, the likeliest first; where no field does, the image stands for the service. */
function placesOf(action: EngineAction, fields: readonly string[]): readonly Path[] {
  const { target } = action
  if (target.kind === 'provider') return [['services', target.key, 'provider']]
  if (target.kind === 'model') return [['models', target.key]]
  if (action.do === 'image.pull' || action.do === 'image.push') return [['services', action.service, 'image']]
  if (action.do === 'image.build') return [['services', action.service, 'build']]
  if (target.kind === 'container') {
    return [...fields, 'image', 'build'].map((field) => ['services', target.service, field])
  }
  if (target.kind !== 'network' && target.kind !== 'volume') return []
  const section = `${target.kind}s`
  return [...fields.map((field) => [section, target.key, field]), [section, target.key]]
}

function withPlace(diagnostic: Diagnostic, places: readonly Path[], origins: Origins): Diagnostic {
  if (diagnostic.span !== undefined) return diagnostic
  const span = places.map((path) => origins.of(path)?.span).find((found) => found !== undefined)
  return span === undefined ? diagnostic : { ...diagnostic, span }
}
