import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'

/** One service on the way from the one that extends to the one that is extended. */
export interface Step {
  readonly file: string
  readonly service: string
  readonly span: Span
}

/** What a service extends. */
export interface Reference {
  readonly service: string
  readonly span: Span
  readonly file?: FileReference
}

export interface FileReference {
  readonly text: string
  readonly span: Span
}

/** `known` are the services that are there. */
export function noSuchService(known: readonly string[], reference: Reference): Diagnostic {
  const meant = suggest(reference.service, known)
  const where = reference.file === undefined ? 'this file' : `"${reference.file.text}"`
  return {
    code: 'CMP120',
    severity: 'error',
    message: `cannot extend "${reference.service}": ${where} has no such service`,
    span: reference.span,
    ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
  }
}

export function notMapping(path: string, span: Span): Diagnostic {
  return { code: 'CMP108', severity: 'error', message: `"${path}" must be a mapping`, span }
}

export function chainTooLong(limit: number, { service, span }: Reference): Diagnostic {
  return {
    code: 'CMP112',
    severity: 'error',
    message: `"${service}" is extended over more than ${limit} services`,
    span,
  }
}

/** The last step leads back to `service`. */
export function extendsCycle(steps: readonly Step[], service: string): Diagnostic {
  const start = steps.findIndex((step) => step.service === service)
  const round = steps.slice(start)
  const last = round.at(-1)
  return {
    code: 'CMP120',
    severity: 'error',
    message: `services extend each other: ${[...round.map((step) => step.service), service].join(' -> ')}`,
    ...(last === undefined ? {} : { span: last.span }),
    related: round
      .slice(0, -1)
      .map((step) => ({ message: `"${step.service}" extends here`, span: step.span })),
  }
}
