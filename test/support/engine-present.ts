import { findEngine } from '../../scripts/set-up/engine/find.ts'

/** Vitest's global set-up for the engine tests: without an engine they fail, they are never skipped. */
export async function setup(): Promise<void> {
  if (await findEngine()) return
  throw new Error(
    'no container engine answers; start one, set DOCKER_HOST, or run "npm test", which sees to one',
  )
}
