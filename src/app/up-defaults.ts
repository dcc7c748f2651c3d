import type { UpRequest } from './up-request.ts'

/** What is asked for where nothing is said. */
export const upDefaults = {
  services: [],
  detach: true,
  wait: false,
  recreate: 'diverged',
  recreateDependencies: false,
  noDeps: false,
  noStart: false,
  removeOrphans: false,
  ignoreOrphans: false,
  renewAnonymousVolumes: false,
  scale: {},
  quietPull: true,
  dryRun: false,
  attach: [],
  noAttach: [],
  attachDependencies: false,
} as const satisfies Omit<UpRequest, 'load'>
