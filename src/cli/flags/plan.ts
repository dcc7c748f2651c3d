import type { FlagSpec } from '../flag-spec.ts'
import { timelineFlags } from './timeline.ts'
import { planningFlags } from './up.ts'

export const planFlags = [
  { long: 'json', kind: 'switch', summary: 'Print the plan as JSON' },
  {
    long: 'output',
    short: 'o',
    kind: 'text',
    value: 'FILE',
    summary: 'Save the plan too, for compose apply FILE',
  },
  { long: 'exit-code', kind: 'switch', summary: 'Exit with 10 when there is something to do' },
  {
    long: 'show-values',
    kind: 'switch',
    summary: 'Show values of variables and what came from them, instead of digests',
  },
  {
    long: 'yes',
    short: 'y',
    kind: 'switch',
    summary: 'Plan for yes as the answer to every question: data of changed volumes is lost',
  },
  ...planningFlags,
] as const satisfies readonly FlagSpec[]

export const applyFlags = [
  {
    long: 'quiet-pull',
    kind: 'switch',
    summary: 'Pull without showing the progress of layers',
  },
  { long: 'quiet-build', kind: 'switch', summary: 'Build without showing the steps' },
  ...timelineFlags,
] as const satisfies readonly FlagSpec[]
