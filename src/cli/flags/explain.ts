import type { FlagSpec } from '../flag-spec.ts'

export const explainFlags = [
  { long: 'json', kind: 'switch', summary: 'Print the texts as JSON' },
] as const satisfies readonly FlagSpec[]
