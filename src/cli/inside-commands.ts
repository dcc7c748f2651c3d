import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { execFlags } from './flags/exec.ts'
import { runFlags } from './flags/run.ts'

/** What is done in containers, and with their files. */
export const insideCommands: readonly CommandSpec[] = [
  command({
    name: 'run',
    summary: 'Run a service once, in a container of its own',
    operands: 'SERVICE [COMMAND] [ARGS...]',
    group: groups.inside,
    flags: runFlags,
    passThrough: true,
    load: async () => (await import('./commands/run.ts')).runRun,
  }),
  command({
    name: 'exec',
    summary: 'Run a command in a running container',
    operands: 'SERVICE COMMAND [ARGS...]',
    group: groups.inside,
    flags: execFlags,
    passThrough: true,
    load: async () => (await import('./commands/exec.ts')).runExec,
  }),
]
