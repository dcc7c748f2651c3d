import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { buildFlags } from './flags/build.ts'
import { createFlags, scaleFlags } from './flags/create.ts'
import { killFlags, noFlags, restartFlags, rmFlags, startFlags, stopFlags } from './flags/life.ts'
import { publishFlags } from './flags/publish.ts'
import { pullFlags } from './flags/pull.ts'
import { pushFlags } from './flags/push.ts'

const services = { operands: '[SERVICE...]', group: groups.running } as const

/** What is done to containers between their creation and their removal. */
export const lifeCommands: readonly CommandSpec[] = [
  command({
    ...services,
    name: 'create',
    summary: 'Create containers and start none',
    flags: createFlags,
    load: async () => (await import('./commands/create.ts')).runCreate,
  }),
  command({
    ...services,
    name: 'start',
    summary: 'Start the containers that are there',
    flags: startFlags,
    load: async () => (await import('./commands/start.ts')).runStart,
  }),
  command({
    ...services,
    name: 'stop',
    summary: 'Stop containers, and leave them there',
    flags: stopFlags,
    load: async () => (await import('./commands/stop.ts')).runStop,
  }),
  command({
    ...services,
    name: 'restart',
    summary: 'Stop containers and start them again',
    flags: restartFlags,
    load: async () => (await import('./commands/restart.ts')).runRestart,
  }),
  command({
    ...services,
    name: 'kill',
    summary: 'Send a signal to what runs',
    flags: killFlags,
    load: async () => (await import('./commands/kill.ts')).runKill,
  }),
  command({
    ...services,
    name: 'rm',
    summary: 'Remove stopped containers',
    flags: rmFlags,
    load: async () => (await import('./commands/rm.ts')).runRm,
  }),
  command({
    ...services,
    name: 'pause',
    summary: 'Hold the processes of containers',
    flags: noFlags,
    load: async () => (await import('./commands/pause.ts')).runPause,
  }),
  command({
    ...services,
    name: 'unpause',
    summary: 'Let them go on',
    flags: noFlags,
    load: async () => (await import('./commands/pause.ts')).runUnpause,
  }),
  command({
    ...services,
    name: 'scale',
    summary: 'Change the number of containers of services',
    operands: 'SERVICE=N...',
    flags: scaleFlags,
    load: async () => (await import('./commands/scale.ts')).runScale,
  }),
  command({
    ...services,
    name: 'build',
    summary: 'Build the images of services',
    flags: buildFlags,
    load: async () => (await import('./commands/build.ts')).runBuild,
  }),
  command({
    ...services,
    name: 'pull',
    summary: 'Fetch the images of services',
    flags: pullFlags,
    load: async () => (await import('./commands/pull.ts')).runPull,
  }),
  command({
    ...services,
    name: 'push',
    summary: 'Send the images that services build to their registries',
    flags: pushFlags,
    load: async () => (await import('./commands/push.ts')).runPush,
  }),
  command({
    name: 'publish',
    summary: 'Send the project itself to a registry, for -f oci://...',
    operands: 'REPOSITORY[:TAG]',
    group: groups.running,
    flags: publishFlags,
    load: async () => (await import('./commands/publish.ts')).runPublish,
  }),
]
