import type { FlagSpec } from '../flag-spec.ts'

export const logsFlags = [
  { long: 'follow', short: 'f', kind: 'switch', summary: 'Go on with what comes' },
  {
    long: 'tail',
    short: 'n',
    kind: 'text',
    value: 'N',
    summary: 'Start with the last N lines of each container, or all',
  },
  {
    long: 'since',
    kind: 'text',
    value: 'TIME',
    summary: 'From a time (2026-01-31T08:00:00Z) or a while ago (10m)',
  },
  { long: 'until', kind: 'text', value: 'TIME', summary: 'Up to a time or a while ago' },
  { long: 'index', kind: 'integer', value: 'N', minimum: 0, summary: 'Only the container with this number' },
  { long: 'timestamps', short: 't', kind: 'switch', summary: 'Write the time in front of each line' },
  { long: 'no-color', kind: 'switch', summary: 'Do not colour the names of services' },
  { long: 'no-log-prefix', kind: 'switch', summary: 'Do not write the service in front of each line' },
  {
    long: 'grep',
    kind: 'list',
    value: 'REGEX',
    summary: 'Show the lines that match; repeatable: one has to',
  },
  {
    long: 'exclude',
    kind: 'list',
    value: 'REGEX',
    summary: 'Show no lines that match; repeatable',
  },
] as const satisfies readonly FlagSpec[]
