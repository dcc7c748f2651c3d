import { buildProgram } from '../../scripts/set-up/build.ts'

/** Vitest's global set-up for every project: the tests of whole commands run `dist/compose.js`, so it is made current first. */
export async function setup(): Promise<void> {
  await buildProgram()
}
