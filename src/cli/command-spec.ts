import type { FlagSpec, FlagValues, GivenFlags } from './flag-spec.ts'
import { valuesOf } from './flag-spec.ts'
import type { globalFlags } from './flags/global.ts'
import type { Shell } from './shell.ts'

export type GlobalValues = FlagValues<typeof globalFlags> & {
  /** Flags of the whole line that were written in a way that is going away, and how they are written now. */
  readonly outdated?: readonly OutdatedFlag[]
}

interface OutdatedFlag {
  readonly flag: string
  readonly instead: string
}

/** A command line that was understood. */
export interface Invocation<F extends readonly FlagSpec[]> {
  readonly globals: GlobalValues
  readonly flags: FlagValues<F>
  /** What is not a flag: mostly names of services. */
  readonly names: readonly string[]
}

/** Resolves to the exit code. */
export type RunCommand<F extends readonly FlagSpec[]> = (
  invocation: Invocation<F>,
  shell: Shell,
) => Promise<number>

/** What the parser found, before the command gives it types. */
export interface ParsedCommand {
  readonly globals: GlobalValues
  readonly given: GivenFlags
  readonly names: readonly string[]
}

export interface CommandSpec {
  readonly name: string
  readonly summary: string
  /** As in the usage line: "[SERVICE...]"; absent when the command takes nothing but flags. */
  readonly operands?: string
  readonly group: string
  /** What follows the first operand belongs to a program of the user's, flags and all. */
  readonly passThrough?: true
  readonly flags: readonly FlagSpec[]
  /** Why the command gives no JSON; absent: it does. */
  readonly noJson?: string
  /** Whether `--json` writes objects as they come, one a line, instead of one document at the end; absent: it never does. */
  readonly jsonLines?: (given: GivenFlags, globals: GlobalValues) => boolean
  readonly start: (parsed: ParsedCommand, shell: Shell) => Promise<number>
}

/** Ties flags to the module that understands them, which is loaded only when the command runs. */
export function command<const F extends readonly FlagSpec[]>(
  definition: Omit<CommandSpec, 'start' | 'flags'> & {
    readonly flags: F
    readonly load: () => Promise<RunCommand<F>>
  },
): CommandSpec {
  const { load, ...described } = definition
  return {
    ...described,
    start: async ({ globals, given, names }, shell) => {
      const run = await load()
      return run({ globals, flags: valuesOf(definition.flags, given), names }, shell)
    },
  }
}
