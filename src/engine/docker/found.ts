import { EngineError } from '../errors.ts'

/** The answer, or undefined where the engine says there is no such thing. */
export async function found(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined
    throw error
  }
}
