import type { FlagSpec } from '../flag-spec.ts'

/** Accepted after the command's name too. */
export const dryRunFlag = {
  long: 'dry-run',
  kind: 'switch',
  summary: 'Show what would be done, change nothing',
} as const satisfies FlagSpec

/** Accepted after the command's name too, where the command has no `--json` of its own. */
export const jsonFlag = {
  long: 'json',
  kind: 'switch',
  summary: 'Write JSON for programs to standard output',
} as const satisfies FlagSpec

export const helpFlag = {
  long: 'help',
  short: 'h',
  kind: 'switch',
  summary: 'Show this text',
} as const satisfies FlagSpec
