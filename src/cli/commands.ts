import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { configFlags } from './flags/config.ts'
import { downFlags } from './flags/down.ts'
import { envFlags } from './flags/env.ts'
import { generateFlags, vizFlags } from './flags/graph.ts'
import { logsFlags } from './flags/logs.ts'
import { applyFlags, planFlags } from './flags/plan.ts'
import { psFlags } from './flags/ps.ts'
import { upFlags } from './flags/up.ts'
import { versionFlags } from './flags/version.ts'
import { whyFlags } from './flags/why.ts'
import { insideCommands } from './inside-commands.ts'
import { lifeCommands } from './life-commands.ts'
import { lookCommands } from './look-commands.ts'
import { understandingCommands } from './understanding-commands.ts'

/** Whether `up` shows the output of containers, which has no end to wait for. */
const staysAttached: NonNullable<CommandSpec['jsonLines']> = (given, globals) =>
  !globals['dry-run'] && !['detach', 'wait', 'no-start'].some((flag) => given.get(flag) === true)

/** Every command, in the order of the help text. */
export const commands: readonly CommandSpec[] = [
  command({
    name: 'up',
    summary: 'Create and start what the project describes',
    operands: '[SERVICE...]',
    group: groups.running,
    flags: upFlags,
    jsonLines: staysAttached,
    load: async () => (await import('./commands/up.ts')).runUp,
  }),
  command({
    name: 'down',
    summary: 'Stop and remove its containers and networks',
    operands: '[SERVICE...]',
    group: groups.running,
    flags: downFlags,
    load: async () => (await import('./commands/down.ts')).runDown,
  }),
  ...lifeCommands,
  command({
    name: 'ps',
    summary: 'List its containers',
    operands: '[SERVICE...]',
    group: groups.looking,
    flags: psFlags,
    load: async () => (await import('./commands/ps.ts')).runPs,
  }),
  command({
    name: 'logs',
    summary: 'Show what its containers write',
    operands: '[SERVICE...]',
    group: groups.looking,
    flags: logsFlags,
    jsonLines: () => true,
    load: async () => (await import('./commands/logs.ts')).runLogs,
  }),
  ...lookCommands,
  ...insideCommands,
  command({
    name: 'plan',
    summary: 'Show what up would do, and why',
    operands: '[SERVICE...]',
    group: groups.understanding,
    flags: planFlags,
    load: async () => (await import('./commands/plan.ts')).runPlan,
  }),
  command({
    name: 'apply',
    summary: 'Carry out a plan that was saved, and nothing else',
    operands: 'FILE',
    group: groups.running,
    flags: applyFlags,
    load: async () => (await import('./commands/apply.ts')).runApply,
  }),
  command({
    name: 'why',
    summary: 'Say what is wrong now, and what to do about it',
    operands: '[SERVICE...]',
    group: groups.understanding,
    flags: whyFlags,
    load: async () => (await import('./commands/why.ts')).runWhy,
  }),
  command({
    name: 'config',
    summary: 'Check the files and print them as one, with every default',
    operands: '[SERVICE...]',
    group: groups.understanding,
    flags: configFlags,
    load: async () => (await import('./commands/config.ts')).runConfig,
  }),
  command({
    name: 'env',
    summary: 'Show where a variable gets its value: env explain NAME',
    operands: 'explain NAME [SERVICE]',
    group: groups.understanding,
    flags: envFlags,
    load: async () => (await import('./commands/env.ts')).runEnv,
  }),
  command({
    name: 'viz',
    summary: 'Print what depends on what, as a graph for Graphviz',
    group: groups.understanding,
    flags: vizFlags,
    load: async () => (await import('./commands/viz.ts')).runViz,
  }),
  command({
    name: 'generate',
    summary: 'Print a Compose file for containers that are there',
    operands: 'CONTAINER...',
    group: groups.understanding,
    flags: generateFlags,
    load: async () => (await import('./commands/generate.ts')).runGenerate,
  }),
  ...understandingCommands,
  command({
    name: 'completion',
    summary: 'Print what makes a shell complete commands, flags and services',
    operands: 'SHELL',
    group: groups.understanding,
    flags: [],
    noJson: 'What it prints is a script for a shell.',
    load: async () => (await import('./commands/completion.ts')).runCompletion,
  }),
  command({
    name: 'version',
    summary: 'Show the version and which engine was found',
    group: groups.understanding,
    flags: versionFlags,
    load: async () => (await import('./commands/version.ts')).runVersion,
  }),
]
