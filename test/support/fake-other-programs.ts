import type { ProgramCall, ProgramEnd, Programs } from '../../src/events/programs.ts'

/** What a program writes and how it ends, by its arguments. */
export type FakeProgram = (
  args: readonly string[],
  call: ProgramCall,
) => { readonly prints?: readonly string[]; readonly errors?: readonly string[]; readonly code?: number }

/** Programs in memory, by name, that remember how they were called. */
export class FakePrograms implements Programs {
  readonly calls: string[] = []
  readonly environments: Readonly<Record<string, string>>[] = []
  readonly programs: Record<string, FakeProgram> = {}

  find(name: string): Promise<string | undefined> {
    return Promise.resolve(Object.hasOwn(this.programs, name) ? name : undefined)
  }

  async run(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
    signal.throwIfAborted()
    this.calls.push(`${call.path} ${call.args.join(' ')}`)
    this.environments.push(call.environment)
    const { prints = [], errors = [], code = 0 } = this.programs[call.path]?.(call.args, call) ?? {}
    for (const line of prints) call.onLine(line)
    await Promise.resolve()
    return { code, errors }
  }

  /** How they were called since the last time. */
  called(): readonly string[] {
    return this.calls.splice(0)
  }
}
