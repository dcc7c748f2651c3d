import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

export const pushFlags = [
  { long: 'include-deps', kind: 'switch', summary: 'Also what the named services depend on' },
  {
    long: 'ignore-push-failures',
    kind: 'switch',
    summary: 'Warn about images that cannot be pushed, and go on',
  },
  { long: 'quiet', short: 'q', kind: 'switch', summary: 'Do not show the progress of layers' },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
