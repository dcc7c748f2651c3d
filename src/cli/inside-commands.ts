import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { execFlags } from './flags/exec.ts'
import { attachFlags, commitFlags, copyFlags, exportFlags } from './flags/inside.ts'
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
  command({
    name: 'attach',
    summary: 'Connect to what a container reads and writes',
    operands: 'SERVICE',
    group: groups.inside,
    flags: attachFlags,
    noJson: 'Standard output is that of the container.',
    load: async () => (await import('./commands/attach.ts')).runAttach,
  }),
  command({
    name: 'cp',
    summary: 'Copy files between a container and this machine',
    operands: 'SERVICE:PATH PATH|- or PATH|- SERVICE:PATH',
    group: groups.inside,
    flags: copyFlags,
    load: async () => (await import('./commands/cp.ts')).runCopy,
  }),
  command({
    name: 'export',
    summary: 'Save the file system of a container as a tar archive',
    operands: 'SERVICE',
    group: groups.inside,
    flags: exportFlags,
    load: async () => (await import('./commands/export.ts')).runExport,
  }),
  command({
    name: 'commit',
    summary: 'Make an image of what a container has become',
    operands: 'SERVICE [REPOSITORY[:TAG]]',
    group: groups.inside,
    flags: commitFlags,
    load: async () => (await import('./commands/commit.ts')).runCommit,
  }),
]
