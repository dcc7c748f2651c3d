import type { Programs } from '../events/programs.ts'

/** The user's programs, whose code is loaded when the first one is looked for. */
export function lazyPrograms(environment: Readonly<Record<string, string>>): Programs {
  const load = async () => (await import('./user-programs.ts')).userPrograms(environment)
  return {
    find: async (name, options) => (await load()).find(name, options),
    run: async (call, signal) => (await load()).run(call, signal),
  }
}
