import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { noFlags } from './flags/life.ts'
import {
  eventsFlags,
  imagesFlags,
  lsFlags,
  portFlags,
  statsFlags,
  volumesFlags,
  waitFlags,
} from './flags/look.ts'

const services = { operands: '[SERVICE...]', group: groups.looking } as const

/** What only looks at projects. */
export const lookCommands: readonly CommandSpec[] = [
  command({
    ...services,
    name: 'top',
    summary: 'List the processes in its containers',
    flags: noFlags,
    load: async () => (await import('./commands/top.ts')).runTop,
  }),
  command({
    ...services,
    name: 'stats',
    summary: 'Show what its containers use',
    operands: '[SERVICE]',
    flags: statsFlags,
    load: async () => (await import('./commands/stats.ts')).runStats,
  }),
  command({
    ...services,
    name: 'events',
    summary: 'Tell what happens to its containers',
    flags: eventsFlags,
    jsonLines: () => true,
    load: async () => (await import('./commands/events.ts')).runEvents,
  }),
  command({
    ...services,
    name: 'wait',
    summary: 'Wait until containers have ended',
    operands: 'SERVICE...',
    flags: waitFlags,
    load: async () => (await import('./commands/wait.ts')).runWait,
  }),
  command({
    ...services,
    name: 'port',
    summary: 'Show where a port is published',
    operands: 'SERVICE PORT',
    flags: portFlags,
    load: async () => (await import('./commands/port.ts')).runPort,
  }),
  command({
    ...services,
    name: 'images',
    summary: 'List the images of its containers',
    flags: imagesFlags,
    load: async () => (await import('./commands/images.ts')).runImages,
  }),
  command({
    ...services,
    name: 'volumes',
    summary: 'List its volumes',
    flags: volumesFlags,
    load: async () => (await import('./commands/volumes.ts')).runVolumes,
  }),
  command({
    name: 'ls',
    summary: 'List the projects on the engine',
    group: groups.looking,
    flags: lsFlags,
    load: async () => (await import('./commands/ls.ts')).runLs,
  }),
]
