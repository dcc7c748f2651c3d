import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

export const pullFlags = [
  {
    long: 'policy',
    kind: 'choice',
    value: 'POLICY',
    choices: ['missing', 'always'],
    summary: 'missing or always, instead of what the files say (default: always)',
  },
  { long: 'include-deps', kind: 'switch', summary: 'Also what the named services depend on' },
  { long: 'ignore-buildable', kind: 'switch', summary: 'Leave out images that can be built' },
  {
    long: 'ignore-pull-failures',
    kind: 'switch',
    summary: 'Warn about images that cannot be pulled, and go on',
  },
  { long: 'quiet', short: 'q', kind: 'switch', summary: 'Do not show the progress of layers' },
  { long: 'parallel', kind: 'switch', hidden: true, summary: 'Without effect: it always is' },
  { long: 'no-parallel', kind: 'switch', hidden: true, summary: 'Without effect' },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
