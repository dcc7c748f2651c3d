import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

const run = 'How to run'
const replace = 'What to replace'
const select = 'What to start'
const images = 'Images'
const logs = 'Logs'

/** What decides about containers: `up` carries it out, `plan` shows it. */
export const planningFlags = [
  {
    long: 'no-deps',
    kind: 'switch',
    group: select,
    summary: 'Leave out the services that the named ones depend on',
  },
  { long: 'no-start', kind: 'switch', group: select, summary: 'Create containers, start none' },
  {
    long: 'scale',
    kind: 'list',
    value: 'SERVICE=N',
    group: select,
    summary: 'Number of containers of a service; repeatable',
  },
  {
    long: 'remove-orphans',
    kind: 'switch',
    group: select,
    summary: 'Remove containers of services the files no longer define',
  },
  {
    long: 'force-recreate',
    kind: 'switch',
    group: replace,
    summary: 'Replace containers even where nothing changed',
  },
  {
    long: 'no-recreate',
    kind: 'switch',
    group: replace,
    summary: 'Keep existing containers even where something changed',
  },
  {
    long: 'always-recreate-deps',
    kind: 'switch',
    group: replace,
    summary: 'Replace the containers of dependencies too',
  },
  {
    long: 'renew-anon-volumes',
    short: 'V',
    kind: 'switch',
    group: replace,
    summary: 'Give replaced containers fresh anonymous volumes',
  },
  {
    long: 'timeout',
    short: 't',
    kind: 'integer',
    value: 'SECONDS',
    group: replace,
    summary: 'Time a container gets to stop before it is killed',
  },
  {
    long: 'pull',
    kind: 'choice',
    value: 'POLICY',
    choices: ['policy', 'always', 'missing', 'if_not_present', 'never', 'build'],
    group: images,
    summary: 'When to pull: always, missing, never or build (default: as the files say)',
  },
  {
    long: 'build',
    kind: 'switch',
    group: images,
    summary: 'Build images beforehand, those that are there too',
  },
  { long: 'no-build', kind: 'switch', group: images, summary: 'Never build an image' },
] as const satisfies readonly FlagSpec[]

export const upFlags = [
  {
    long: 'detach',
    short: 'd',
    kind: 'switch',
    group: run,
    summary: 'Leave the containers running and return',
  },
  {
    long: 'wait',
    kind: 'switch',
    group: run,
    summary: 'Return when all services run and are healthy; implies --detach',
  },
  {
    long: 'wait-timeout',
    kind: 'integer',
    value: 'SECONDS',
    minimum: 0,
    group: run,
    summary: 'Give up waiting after this time',
  },
  {
    long: 'abort-on-container-exit',
    kind: 'switch',
    group: run,
    summary: 'Stop everything as soon as one container exits',
  },
  {
    long: 'abort-on-container-failure',
    kind: 'switch',
    group: run,
    summary: 'Stop everything as soon as one container fails',
  },
  {
    long: 'exit-code-from',
    kind: 'text',
    value: 'SERVICE',
    group: run,
    summary: 'Exit with the code of this service; implies --abort-on-container-exit',
  },
  {
    long: 'menu',
    kind: 'switch',
    default: 'open',
    group: run,
    summary: 'Offer keys below the output of a terminal (default, unless COMPOSE_MENU is false)',
  },
  {
    long: 'confirm',
    kind: 'switch',
    group: run,
    summary: 'Show what will be done, and ask before doing it',
  },
  { long: 'yes', short: 'y', kind: 'switch', group: run, summary: 'Answer yes to every question' },
  { long: 'y', kind: 'switch', hidden: true, instead: '--yes', summary: 'Older spelling of --yes' },
  ...planningFlags,
  {
    long: 'quiet-pull',
    kind: 'switch',
    group: images,
    summary: 'Pull without showing the progress of layers',
  },
  {
    long: 'quiet-build',
    kind: 'switch',
    group: images,
    summary: 'Build without showing the steps',
  },
  {
    long: 'attach',
    kind: 'list',
    value: 'SERVICE',
    group: logs,
    summary: 'Show the logs of these services only; repeatable',
  },
  { long: 'attach-dependencies', kind: 'switch', group: logs, summary: 'Show the logs of dependencies too' },
  {
    long: 'no-attach',
    kind: 'list',
    value: 'SERVICE',
    group: logs,
    summary: 'Do not show the logs of a service; repeatable',
  },
  { long: 'no-color', kind: 'switch', group: logs, summary: 'Do not colour the names of services' },
  {
    long: 'no-log-prefix',
    kind: 'switch',
    group: logs,
    summary: 'Do not write the service in front of each line',
  },
  { long: 'timestamps', kind: 'switch', group: logs, summary: 'Write the time in front of each line' },
  {
    long: 'grep',
    kind: 'list',
    value: 'REGEX',
    group: logs,
    summary: 'Show the lines that match; repeatable: one has to',
  },
  {
    long: 'exclude',
    kind: 'list',
    value: 'REGEX',
    group: logs,
    summary: 'Show no lines that match; repeatable',
  },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
