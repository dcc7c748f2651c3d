import type { Programs } from '../events/programs.ts'

/** For surroundings that run no programs: none is found. */
export const noPrograms: Programs = {
  find: () => Promise.resolve(undefined),
  run: () => Promise.reject(new Error('a program is run that was not found')),
}
