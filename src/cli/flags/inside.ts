import type { FlagSpec } from '../flag-spec.ts'

const indexFlag = {
  long: 'index',
  kind: 'integer',
  value: 'N',
  minimum: 0,
  summary: 'The container with this number, where a service has several',
} as const satisfies FlagSpec

export const attachFlags = [
  {
    long: 'detach-keys',
    kind: 'text',
    value: 'KEYS',
    summary: 'Keys that leave the container and let it run (default: "ctrl-p,ctrl-q")',
  },
  indexFlag,
  { long: 'no-stdin', kind: 'switch', summary: 'Pass no input to the container' },
  {
    long: 'sig-proxy',
    kind: 'switch',
    default: true,
    summary: 'Pass signals to the container; with --sig-proxy=false they end the command',
  },
] as const satisfies readonly FlagSpec[]

export const commitFlags = [
  {
    long: 'author',
    short: 'a',
    kind: 'text',
    value: 'NAME',
    summary: 'Who made it: "Ada Lovelace <ada@example.org>"',
  },
  {
    long: 'change',
    short: 'c',
    kind: 'list',
    value: 'INSTRUCTION',
    summary: 'Instruction of a Dockerfile to apply to the image; repeatable',
  },
  indexFlag,
  { long: 'message', short: 'm', kind: 'text', value: 'TEXT', summary: 'What has changed' },
  {
    long: 'pause',
    short: 'p',
    kind: 'switch',
    default: true,
    summary: 'Hold the container meanwhile; --pause=false lets it go on',
  },
] as const satisfies readonly FlagSpec[]

export const exportFlags = [
  indexFlag,
  {
    long: 'output',
    short: 'o',
    kind: 'text',
    value: 'PATH',
    summary: 'Write to a file (default: standard output)',
  },
] as const satisfies readonly FlagSpec[]

export const copyFlags = [
  { long: 'all', kind: 'switch', summary: 'Containers of "compose run" too' },
  {
    long: 'archive',
    short: 'a',
    kind: 'switch',
    summary: "Give copied files to the container's user, instead of keeping their owners' numbers",
  },
  {
    long: 'follow-link',
    short: 'L',
    kind: 'switch',
    summary: 'Copy what a link as the source leads to, instead of the link',
  },
  indexFlag,
] as const satisfies readonly FlagSpec[]
