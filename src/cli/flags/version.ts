import type { FlagSpec } from '../flag-spec.ts'

export const versionFlags = [
  {
    long: 'format',
    short: 'f',
    kind: 'choice',
    value: 'FORMAT',
    choices: ['pretty', 'json'],
    summary: 'pretty (default) or json',
  },
  { long: 'short', kind: 'switch', summary: 'The number only' },
] as const satisfies readonly FlagSpec[]
