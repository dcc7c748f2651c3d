import type { FlagSpec } from '../flag-spec.ts'
import { planningFlags } from './up.ts'

export const planFlags = [
  { long: 'json', kind: 'switch', summary: 'Print the plan as JSON' },
  { long: 'exit-code', kind: 'switch', summary: 'Exit with 10 when there is something to do' },
  ...planningFlags,
] as const satisfies readonly FlagSpec[]
