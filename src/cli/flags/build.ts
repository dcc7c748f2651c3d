import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

const what = 'What to build'
const how = 'How to build'
const after = 'What becomes of it'

export const buildFlags = [
  {
    long: 'with-dependencies',
    kind: 'switch',
    group: what,
    summary: 'Also what the named services depend on',
  },
  {
    long: 'build-arg',
    kind: 'list',
    value: 'NAME[=VALUE]',
    group: how,
    summary: 'Argument of the builds; a name alone takes the value of the project; repeatable',
  },
  { long: 'no-cache', kind: 'switch', group: how, summary: 'Run every step, whatever the builder remembers' },
  {
    long: 'pull',
    kind: 'switch',
    group: how,
    summary: 'Fetch the images to start from, even those that are there',
  },
  {
    long: 'ssh',
    kind: 'list',
    value: 'ID[=SOCKET]',
    group: how,
    summary: 'Agent with ssh keys that builds may use: default, or a socket; repeatable',
  },
  {
    long: 'memory',
    short: 'm',
    kind: 'text',
    value: 'SIZE',
    group: how,
    summary: 'Memory limit of the steps, for the classic builder',
  },
  { long: 'builder', kind: 'text', value: 'NAME', group: how, summary: 'Accepted: the engine builds itself' },
  {
    long: 'provenance',
    kind: 'text',
    value: 'MODE',
    group: after,
    summary: 'Store how the image was made: true, false, mode=min or mode=max',
  },
  {
    long: 'sbom',
    kind: 'text',
    value: 'VALUE',
    group: after,
    summary: 'Store what the image is made of: true or false',
  },
  { long: 'push', kind: 'switch', group: after, summary: 'Push the images to their registries' },
  { long: 'check', kind: 'switch', group: after, summary: 'Only look for mistakes in the Dockerfiles' },
  { long: 'print', kind: 'switch', group: after, summary: 'Only print what would be built, as JSON' },
  { long: 'quiet', short: 'q', kind: 'switch', group: after, summary: 'Show no progress' },
  {
    long: 'progress',
    kind: 'choice',
    value: 'MODE',
    choices: ['auto', 'tty', 'plain', 'json', 'rawjson', 'quiet'],
    hidden: true,
    summary: 'As the global flag of that name',
  },
  { long: 'compress', kind: 'switch', hidden: true, summary: 'Without effect' },
  { long: 'force-rm', kind: 'switch', hidden: true, summary: 'Without effect: nothing is left behind' },
  { long: 'no-rm', kind: 'switch', hidden: true, summary: 'Without effect' },
  { long: 'parallel', kind: 'switch', hidden: true, summary: 'Without effect: it always is' },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
