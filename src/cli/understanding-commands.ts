import { groups } from './command-groups.ts'
import type { CommandSpec } from './command-spec.ts'
import { command } from './command-spec.ts'
import { doctorFlags } from './flags/doctor.ts'
import { explainFlags } from './flags/explain.ts'

/** What says more about a message or a machine. */
export const understandingCommands: readonly CommandSpec[] = [
  command({
    name: 'doctor',
    summary: 'Look for what is wrong with the engine and this machine',
    group: groups.understanding,
    flags: doctorFlags,
    load: async () => (await import('./commands/doctor.ts')).runDoctor,
  }),
  command({
    name: 'explain',
    summary: 'Say what the code of a message means, and what to do',
    operands: '[CODE...]',
    group: groups.understanding,
    flags: explainFlags,
    load: async () => (await import('./commands/explain.ts')).runExplain,
  }),
]
