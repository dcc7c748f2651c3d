import type { FlagSpec } from '../flag-spec.ts'

/** Of commands that carry plans out. */
export const timelineFlags = [
  { long: 'timeline', kind: 'switch', group: 'Time', summary: 'Show at the end where the time went' },
  {
    long: 'trace',
    kind: 'text',
    value: 'PATH',
    group: 'Time',
    summary: 'Write it into a file for trace viewers',
  },
] as const satisfies readonly FlagSpec[]
