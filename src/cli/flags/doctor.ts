import type { FlagSpec } from '../flag-spec.ts'

export const doctorFlags = [
  { long: 'json', kind: 'switch', summary: 'Print the findings as JSON' },
] as const satisfies readonly FlagSpec[]
