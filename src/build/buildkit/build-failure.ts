import { OperationError } from '../../diagnostics/errors.ts'
import { statusCodes, type GrpcError } from '../grpc/status.ts'
import { refusedLogin } from '../refused-login.ts'
import type { BuildProgress } from './build-progress.ts'

interface FailedBuild {
  readonly service: string
  readonly failure: BuildProgress['failure']
  /** Registries that BuildKit asked for, and whether a login was there. */
  readonly logins: ReadonlyMap<string, boolean>
}

/** What a build that did not succeed means for the user: which step, what it said, and where the Dockerfile has it. */
export function buildFailure(error: GrpcError, { service, failure, logins }: FailedBuild): OperationError {
  const place = sourceIn(error)
  const message = sentenceIn(error.message)
  const details = [...outputEvidence(failure), ...placeEvidence(place)]
  const options = { cause: error, ...(details.length === 0 ? {} : { details }) }
  if (error.code === statusCodes.unavailable) {
    return new OperationError('CMP411', `the build of service "${service}" was cut off: ${message}`, options)
  }
  const step = failure === undefined ? '' : ` at ${failure.step}`
  if (/^(?:process .* did not complete successfully|executor failed running .*): /s.test(message)) {
    const code = /exit code: (\d+)/.exec(message)?.[1]
    const how = code === undefined ? message : `exit code ${code}`
    return new OperationError('CMP501', `the build of service "${service}" failed${step}: ${how}`, options)
  }
  const refused = refusedLogin({ service, message, logins, ...options })
  if (refused !== undefined) return refused
  const entitlement = /entitlement (\S+) is not allowed/.exec(message)?.[1]
  if (entitlement !== undefined) return notEntitled(entitlement, service, options)
  const code = place === undefined && !/failed to read dockerfile/.test(message) ? 'CMP505' : 'CMP502'
  const where = code === 'CMP505' ? step : ''
  return new OperationError(code, `the build of service "${service}" failed${where}: ${message}`, options)
}

function notEntitled(
  entitlement: string,
  service: string,
  options: { readonly cause: unknown; readonly details?: Evidence },
): OperationError {
  const name = entitlement.replace('.', '-')
  const hint = `its configuration must have "builder": {"entitlements": {"${name}": true}}`
  const message = `the engine does not let builds have ${entitlement}, which the build of service "${service}" asks for`
  return new OperationError('CMP503', message, { ...options, hint })
}

/** Without what every such message begins with. */
function sentenceIn(message: string): string {
  return message
    .replace(/^(?:failed to solve(?: with frontend \S+)?: |rpc error: code = \w+ desc = )+/g, '')
    .trim()
}

export interface Source {
  readonly file: string
  readonly text: string
  readonly first: number
  readonly last: number
}

/** BuildKit sends the Dockerfile and the lines of it that are meant. */
function sourceIn({ details }: GrpcError): Source | undefined {
  const found = details.find(({ type }) => type.endsWith('errdefs.Source+json'))
  if (found === undefined) return undefined
  const source = fieldsOf(JSON.parse(Buffer.from(found.value).toString('utf8')))
  const info = fieldsOf(source['info'])
  const lines = linesOf(source['ranges'])
  const text = info['data']
  const file = info['filename']
  if (lines.length === 0 || typeof text !== 'string') return undefined
  return {
    file: typeof file === 'string' ? file : 'Dockerfile',
    text: Buffer.from(text, 'base64').toString('utf8'),
    first: Math.min(...lines),
    last: Math.max(...lines),
  }
}

/** The numbers of the lines. */
export function linesOf(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((range) =>
    ['start', 'end'].flatMap((end) => {
      const line = fieldsOf(fieldsOf(range)[end])['line']
      return typeof line === 'number' ? [line] : []
    }),
  )
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

export type Evidence = NonNullable<OperationError['details']>

function outputEvidence(failure: FailedBuild['failure']): Evidence {
  if (failure === undefined || failure.lines.length === 0) return []
  return [{ title: `the end of what ${failure.step} printed`, lines: failure.lines }]
}

/** Lines around the ones that are meant. */
const around = 2

/** The lines that are meant, with those around them. */
export function placeEvidence(source: Source | undefined): Evidence {
  if (source === undefined) return []
  const { file, text, first, last } = source
  const lines = text.split('\n').slice(0, last + around)
  const width = String(lines.length).length
  const shown = lines.flatMap((line, at) => {
    const number = at + 1
    if (number < first - around) return []
    const mark = number >= first && number <= last ? '>' : ' '
    return [`${mark} ${String(number).padStart(width)} │ ${line}`]
  })
  while (shown.at(-1)?.endsWith('│ ') === true) shown.pop()
  return [{ title: `${file}:${first}`, lines: shown }]
}
