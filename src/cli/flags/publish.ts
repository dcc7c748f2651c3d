import type { FlagSpec } from '../flag-spec.ts'

export const publishFlags = [
  {
    long: 'resolve-image-digests',
    kind: 'switch',
    summary: 'Also publish which digests the images have now',
  },
  { long: 'app', kind: 'switch', summary: 'Also publish the images, and their digests' },
  { long: 'with-env', kind: 'switch', summary: 'Also publish variables and env files' },
  {
    long: 'oci-version',
    kind: 'choice',
    value: 'VERSION',
    choices: ['1.0', '1.1'],
    summary: '1.0 or 1.1, instead of what the registry takes',
  },
  {
    long: 'insecure-registry',
    kind: 'switch',
    hidden: true,
    summary: 'The registry may be without encryption',
  },
  { long: 'yes', short: 'y', kind: 'switch', summary: 'Answer every question with yes' },
] as const satisfies readonly FlagSpec[]
