import type { Span } from '../diagnostics/diagnostic.ts'
import { assertNever } from '../diagnostics/errors.ts'
import { formatPath } from '../document/path.ts'
import type { FieldChange, Reason, ResourceRef } from '../planner/reason.ts'
import type { Json } from '../units/json.ts'

export interface ReasonLine {
  readonly text: string
  /** Where the file says so. */
  readonly span?: Span
}

const longestValue = 60

/** Why an action is in a plan, in words; one line for each field that changed. */
export function reasonLines(reason: Reason): readonly ReasonLine[] {
  if (reason.because === 'fields-changed') return reason.changes.map(changeLine)
  return [{ text: reasonText(reason) }]
}

function reasonText(reason: Exclude<Reason, { readonly because: 'fields-changed' }>): string {
  switch (reason.because) {
    case 'missing':
      return 'missing'
    case 'image-changed':
      return `image ${mountedAt(reason.mount)}${shortDigest(reason.before)} → ${shortDigest(reason.after)}`
    case 'dependency-replaced':
      return `${shortName(reason.dependency)} is replaced`
    case 'network-detached':
      return `not connected to network ${reason.network}`
    case 'volume-detached':
      return `volume ${reason.volume} is not mounted`
    case 'not-running':
      return `not running (${reason.state})`
    case 'condition':
      return reason.dependents.length === 0
        ? 'to be waited for'
        : `${reason.dependents.join(', ')} waits for it`
    case 'scaled-down':
      return `only ${reason.wanted} wanted`
    case 'unfinished-replacement':
      return 'a replacement was cut off'
    case 'orphaned':
      return 'orphaned'
    case 'requested':
      return reason.flag
    default:
      return assertNever(reason)
  }
}

function mountedAt(target: string | undefined): string {
  return target === undefined ? '' : `at ${target} `
}

export function changeLine({ path, before, after, sensitive, declaredAt }: FieldChange): ReasonLine {
  const values = sensitive === true ? changedSecretly(before, after) : changedOpenly(before, after)
  const text = `${formatPath(path)} ${values}`
  return declaredAt === undefined ? { text } : { text, span: declaredAt }
}

/** What is no digest was put together from several values, some of which are: that it differs is all there is to say. */
function changedSecretly(before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  return isDigest(before) && isDigest(after) ? `${before} → ${after}` : 'changed'
}

function isDigest(value: Json): value is string {
  return typeof value === 'string' && /^sha256:[0-9a-f]{12}$/u.test(value)
}

function changedOpenly(before: Json | undefined, after: Json | undefined): string {
  if (before === undefined && after === undefined) return 'changed'
  if (before === undefined) return `added: ${valueText(after)}`
  return after === undefined ? `removed: ${valueText(before)}` : `${valueText(before)} → ${valueText(after)}`
}

function valueText(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text
}

/** Containers as service and number; the others with their kind, because names may be equal. */
export function shortName(target: ResourceRef): string {
  return target.kind === 'container' ? `${target.service}/${target.number}` : `${target.kind} ${target.key}`
}

function shortDigest(digest: string): string {
  return digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/u, '$1')
}
