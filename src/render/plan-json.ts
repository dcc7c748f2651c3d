import type { Plan } from '../planner/plan.ts'

/**
 * A plan as JSON, values of environment variables left out: what is printed ends up in logs. That they differ is told by
 * the digests in the reasons.
 */
export function formatPlanJson(plan: Plan): string {
  const hideValues = (key: string, value: unknown): unknown =>
    (key === 'Env' || key === 'environment') && Array.isArray(value) ? value.map(nameOnly) : value
  return `${JSON.stringify(plan, hideValues, 2)}\n`
}

function nameOnly(entry: unknown): string {
  const text = String(entry)
  const at = text.indexOf('=')
  return at < 0 ? text : `${text.slice(0, at)}=(hidden)`
}
