import { recordOf } from '../units/record.ts'
import type { Plan } from './plan.ts'

/**
 * A plan as it may be shown and kept: values of environment variables are left out, those of options that take passwords, and those that
 * came from variables of the Compose file (`secrets` are their texts). That they differ is told by the digests in the reasons.
 */
export function shownPlan<P extends Plan>(plan: P, secrets: ReadonlySet<string>): P {
  const hideValues = (key: string, value: unknown): unknown => {
    if ((key === 'Env' || key === 'environment') && Array.isArray(value)) return value.map(nameOnly)
    if (key === 'driverOptions' || key === 'LogConfig') return withoutValues(value)
    if (key === 'options' && isOfProvider(value)) return withoutValues(value)
    return asked.has(key) ? withoutSecrets(value, secrets) : value
  }
  // What is hidden is a text in the place of a text, so that the type stays.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return JSON.parse(JSON.stringify(plan, hideValues)) as P
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

/** Options of providers are lists; those of networks, which are none of the user's secrets, are texts. */
function isOfProvider(value: unknown): boolean {
  return Object.values(recordOf(value) ?? {}).every(Array.isArray)
}

function withoutValues(value: unknown): unknown {
  const record = recordOf(value)
  if (record === undefined) return value
  return Object.fromEntries(
    Object.entries(record).map(([key, element]) => {
      if (key === 'Type') return [key, element]
      if (Array.isArray(element)) return [key, element.map(() => hidden)]
      return [key, typeof element === 'string' ? hidden : withoutValues(element)]
    }),
  )
}
