import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'

const replace = 'What to replace'
const select = 'What to create'
const images = 'Images'

export const createFlags = [
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
  { long: 'yes', short: 'y', kind: 'switch', group: select, summary: 'Answer yes to every question' },
  { long: 'y', kind: 'switch', hidden: true, instead: '--yes', summary: 'Older spelling of --yes' },
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
  { long: 'build', kind: 'switch', group: images, summary: 'Build images beforehand' },
  { long: 'no-build', kind: 'switch', group: images, summary: 'Never build an image' },
  {
    long: 'pull',
    kind: 'choice',
    value: 'POLICY',
    choices: ['policy', 'always', 'missing', 'if_not_present', 'never', 'build'],
    group: images,
    summary: 'When to pull: always, missing, never or build (default: as the files say)',
  },
  {
    long: 'quiet-pull',
    kind: 'switch',
    group: images,
    summary: 'Pull without showing the progress of layers',
  },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]

export const scaleFlags = [
  {
    long: 'no-deps',
    kind: 'switch',
    summary: 'Leave out the services that the named ones depend on',
  },
] as const satisfies readonly FlagSpec[]
