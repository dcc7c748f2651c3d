import type { FlagSpec } from '../flag-spec.ts'

export const envFlags = [
  {
    long: 'format',
    kind: 'choice',
    value: 'FORMAT',
    choices: ['text', 'json'],
    summary: 'text (default) or json',
  },
] as const satisfies readonly FlagSpec[]
