import type { FlagSpec } from '../flag-spec.ts'

const parts = 'Print a list instead'
const phases = 'Leave out a phase'

export const configFlags = [
  {
    long: 'format',
    kind: 'choice',
    value: 'FORMAT',
    choices: ['yaml', 'json'],
    summary: 'yaml (default) or json',
  },
  { long: 'output', short: 'o', kind: 'text', value: 'PATH', summary: 'Write to a file' },
  { long: 'lint', kind: 'switch', summary: 'Also warn about what is legal and may surprise' },
  { long: 'explain', kind: 'switch', summary: 'Say behind each value where it comes from, and how' },
  {
    long: 'resolve-image-digests',
    kind: 'switch',
    summary: 'Name images by the digests their registries have for them',
  },
  {
    long: 'lock-image-digests',
    kind: 'switch',
    summary: 'Print only the images, by digest, as a file to merge onto the others',
  },
  { long: 'quiet', short: 'q', kind: 'switch', summary: 'Check only, print nothing' },
  { long: 'services', kind: 'switch', group: parts, summary: 'Names of the services' },
  { long: 'volumes', kind: 'switch', group: parts, summary: 'Names of the volumes' },
  { long: 'networks', kind: 'switch', group: parts, summary: 'Names of the networks' },
  { long: 'profiles', kind: 'switch', group: parts, summary: 'Names of the profiles' },
  { long: 'images', kind: 'switch', group: parts, summary: 'Images of the services' },
  { long: 'models', kind: 'switch', group: parts, summary: 'Names of the models' },
  {
    long: 'hash',
    kind: 'text',
    value: 'SERVICES',
    group: parts,
    summary: 'Configuration hash of services (a,b or "*")',
  },
  {
    long: 'variables',
    kind: 'switch',
    group: parts,
    summary: 'Variables the files mention, with their defaults',
  },
  { long: 'environment', kind: 'switch', group: parts, summary: 'Variables that interpolation sees' },
  { long: 'no-interpolate', kind: 'switch', group: phases, summary: 'Leave variables as they are written' },
  { long: 'no-normalize', kind: 'switch', group: phases, summary: 'Do not fill in names and defaults' },
  { long: 'no-path-resolution', kind: 'switch', group: phases, summary: 'Leave paths as they are written' },
  { long: 'no-consistency', kind: 'switch', group: phases, summary: 'Do not check references between parts' },
  {
    long: 'no-env-resolution',
    kind: 'switch',
    group: phases,
    summary: 'Do not read the env files of services',
  },
] as const satisfies readonly FlagSpec[]
