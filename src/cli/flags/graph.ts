import type { FlagSpec } from '../flag-spec.ts'

export const vizFlags = [
  { long: 'image', kind: 'switch', summary: 'Write the image into each box' },
  { long: 'networks', kind: 'switch', summary: 'Write the networks into each box' },
  { long: 'ports', kind: 'switch', summary: 'Write the ports into each box' },
  {
    long: 'indentation-size',
    kind: 'integer',
    value: 'N',
    minimum: 0,
    summary: 'Tabs (or spaces) before a line (default: 1)',
  },
  { long: 'spaces', kind: 'switch', summary: 'Indent with spaces' },
] as const satisfies readonly FlagSpec[]

export const generateFlags = [
  {
    long: 'format',
    kind: 'choice',
    value: 'FORMAT',
    choices: ['yaml', 'json'],
    summary: 'yaml (default) or json',
  },
  { long: 'name', kind: 'text', value: 'TEXT', summary: 'Name of the project in the file' },
  {
    long: 'project-dir',
    kind: 'text',
    value: 'PATH',
    summary: 'Accepted: every path in the file is absolute',
  },
] as const satisfies readonly FlagSpec[]
