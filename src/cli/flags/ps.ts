import type { FlagSpec } from '../flag-spec.ts'

const which = 'Which containers'
const how = 'How to show them'

export const psFlags = [
  {
    long: 'all',
    short: 'a',
    kind: 'switch',
    group: which,
    summary: 'Stopped ones too, and those of one-off runs',
  },
  {
    long: 'status',
    kind: 'list',
    value: 'STATUS',
    group: which,
    summary: 'Only those that are created, running, paused, restarting, removing, exited or dead; repeatable',
  },
  { long: 'filter', kind: 'list', value: 'status=STATUS', group: which, summary: 'Same as --status' },
  {
    long: 'orphans',
    kind: 'switch',
    default: true,
    group: which,
    summary: 'With --orphans=false, leave out services the files do not define',
  },
  {
    long: 'format',
    kind: 'text',
    value: 'FORMAT',
    group: how,
    summary: 'table, json, "table TEMPLATE" or a Go template',
  },
  { long: 'quiet', short: 'q', kind: 'switch', group: how, summary: 'Print the ids of the containers only' },
  { long: 'services', kind: 'switch', group: how, summary: 'Print the names of the services only' },
  { long: 'no-trunc', kind: 'switch', group: how, summary: 'Do not shorten ids and commands' },
] as const satisfies readonly FlagSpec[]
