import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

const timeoutFlag = {
  long: 'timeout',
  short: 't',
  kind: 'integer',
  value: 'SECONDS',
  summary: 'Time a container gets to stop before it is killed',
} as const satisfies FlagSpec

export const startFlags = [
  { long: 'wait', kind: 'switch', summary: 'Return when all services run and are healthy' },
  {
    long: 'wait-timeout',
    kind: 'integer',
    value: 'SECONDS',
    minimum: 0,
    summary: 'Give up waiting after this time',
  },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]

export const stopFlags = [timeoutFlag, ...timelineFlags] as const satisfies readonly FlagSpec[]

export const restartFlags = [
  {
    long: 'no-deps',
    kind: 'switch',
    summary: 'Leave out the services that ask to be restarted with the named ones',
  },
  timeoutFlag,
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]

export const killFlags = [
  {
    long: 'signal',
    short: 's',
    kind: 'text',
    value: 'SIGNAL',
    summary: 'What to send instead of SIGKILL',
  },
  {
    long: 'remove-orphans',
    kind: 'switch',
    summary: 'Also containers of services the files no longer define',
  },
] as const satisfies readonly FlagSpec[]

export const rmFlags = [
  { long: 'force', short: 'f', kind: 'switch', summary: 'Do not ask' },
  { long: 'stop', short: 's', kind: 'switch', summary: 'Running containers too, which are stopped first' },
  {
    long: 'volumes',
    short: 'v',
    kind: 'switch',
    summary: 'Remove their anonymous volumes too: the data is lost',
  },
  { long: 'all', short: 'a', kind: 'switch', hidden: true, summary: 'Without effect' },
] as const satisfies readonly FlagSpec[]

export const noFlags = [] as const satisfies readonly FlagSpec[]
