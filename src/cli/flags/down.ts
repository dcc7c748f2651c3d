import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

export const downFlags = [
  { long: 'volumes', short: 'v', kind: 'switch', summary: 'Remove the volumes too: their data is lost' },
  {
    long: 'volume',
    kind: 'switch',
    hidden: true,
    instead: '--volumes',
    summary: 'Older spelling of --volumes',
  },
  {
    long: 'remove-orphans',
    kind: 'switch',
    summary: 'Remove containers of services the files no longer define',
  },
  {
    long: 'timeout',
    short: 't',
    kind: 'integer',
    value: 'SECONDS',
    summary: 'Time a container gets to stop before it is killed',
  },
  {
    long: 'rmi',
    kind: 'choice',
    value: 'WHICH',
    choices: ['all', 'local'],
    summary: 'Remove images too: all, or local for those built for the project',
  },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
