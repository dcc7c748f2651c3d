import type { FlagSpec } from '../flag-spec.ts'

const quiet = (summary: string) => ({ long: 'quiet', short: 'q', kind: 'switch', summary }) as const

const templateFlag = {
  long: 'format',
  kind: 'text',
  value: 'FORMAT',
  summary: 'table, json, "table TEMPLATE" or a Go template',
} as const satisfies FlagSpec

const tableOrJson = {
  long: 'format',
  kind: 'choice',
  value: 'FORMAT',
  choices: ['table', 'json'],
  aliases: { '': 'table', pretty: 'table' },
  summary: 'table (default) or json',
} as const satisfies FlagSpec

export const portFlags = [
  { long: 'index', kind: 'integer', value: 'N', minimum: 0, summary: 'The container with this number' },
  {
    long: 'protocol',
    kind: 'choice',
    value: 'PROTOCOL',
    choices: ['tcp', 'udp', 'sctp'],
    summary: 'tcp (default), udp or sctp',
  },
] as const satisfies readonly FlagSpec[]

export const imagesFlags = [
  tableOrJson,
  quiet('Print the ids of the images only'),
] as const satisfies readonly FlagSpec[]

export const lsFlags = [
  { long: 'all', short: 'a', kind: 'switch', summary: 'Stopped projects too' },
  {
    long: 'filter',
    kind: 'list',
    value: 'name=REGEX',
    summary: 'Only projects whose name matches; repeatable',
  },
  tableOrJson,
  quiet('Print the names of the projects only'),
] as const satisfies readonly FlagSpec[]

export const volumesFlags = [
  templateFlag,
  quiet('Print the names of the volumes only'),
] as const satisfies readonly FlagSpec[]

export const eventsFlags = [
  {
    long: 'since',
    kind: 'text',
    value: 'TIME',
    summary: 'From a time (2026-01-31T08:00:00Z) or a while ago (10m)',
  },
  { long: 'until', kind: 'text', value: 'TIME', summary: 'End at a time' },
] as const satisfies readonly FlagSpec[]

export const waitFlags = [
  {
    long: 'down-project',
    kind: 'switch',
    summary: 'Take the project down when the first container has ended',
  },
] as const satisfies readonly FlagSpec[]

export const statsFlags = [
  { long: 'all', short: 'a', kind: 'switch', summary: 'Stopped containers too' },
  templateFlag,
  { long: 'no-stream', kind: 'switch', summary: 'Show it once, instead of again every second' },
  { long: 'no-trunc', kind: 'switch', summary: 'Do not shorten ids' },
] as const satisfies readonly FlagSpec[]
