import type { Plan } from '../planner/plan.ts'

/**
 * A plan as JSON, values of environment variables left out, and those that came from variables of the Compose file: what is printed
 * ends up in logs. That they differ is told by the digests in the reasons. `secrets`: the texts of these values.
 */
export function formatPlanJson(plan: Plan, secrets: ReadonlySet<string> = new Set()): string {
  const hideValues = (key: string, value: unknown): unknown => {
    if ((key === 'Env' || key === 'environment') && Array.isArray(value)) return value.map(nameOnly)
    return asked.has(key) ? withoutSecrets(value, secrets) : value
  }
  return `${JSON.stringify(plan, hideValues, 2)}\n`
}

/** What the engine is asked for; everything else in a plan is names. */
const asked = new Set(['create', 'connect', 'endpoint', 'spec', 'exec'])
const hidden = '(hidden)'
// Shorter ones are found in the middle of all sorts of texts.
const shortestPart = 4

function withoutSecrets(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return hide(value, secrets)
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, withoutSecrets(element, secrets)]),
  )
}

/** As a whole, or as part of a text that was put together from several values. */
function hide(text: string, secrets: ReadonlySet<string>): string {
  if (secrets.has(text)) return hidden
  return [...secrets]
    .filter((secret) => secret.length >= shortestPart)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, hidden), text)
}

function nameOnly(entry: unknown): string {
  const text = String(entry)
  const at = text.indexOf('=')
  return at < 0 ? text : `${text.slice(0, at)}=${hidden}`
}
