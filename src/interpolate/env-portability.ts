import { parse } from 'dotenv'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { EnvEntry } from './env-entry.ts'

/**
 * Warns about keys whose value would be another one for `dotenv`, which most Node programs load the same file with: quotes,
 * escapes, comments and variables differ. `entries` are what `parseEnvFile` made of `text`. Values are not shown.
 */
export function findPortabilityDifferences(
  text: string,
  entries: readonly EnvEntry[],
): readonly Diagnostic[] {
  const theirs = new Map(Object.entries(parse(text)))
  const ours = new Map(entries.map((entry) => [entry.key, entry]))
  const found: Diagnostic[] = []
  for (const { key, value, span } of ours.values()) {
    if (value === theirs.get(key)) continue
    const message = theirs.has(key)
      ? `"${key}" has another value for programs that read this file with dotenv`
      : `"${key}" is not set for programs that read this file with dotenv`
    found.push({ code: 'CMP121', severity: 'warning', message, span, hint: 'put the value in single quotes' })
  }
  return found
}
