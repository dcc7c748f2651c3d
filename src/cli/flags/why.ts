import type { FlagSpec } from '../flag-spec.ts'

export const whyFlags = [
  { long: 'json', kind: 'switch', summary: 'Print what was found as JSON (schemas/why.schema.json)' },
] as const satisfies readonly FlagSpec[]
