import { OperationError } from '../diagnostics/errors.ts'
import { parseDetachKeys, type KeySequence } from './detach-keys.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Those of the user's docker configuration, unless others are given. Rejects with `OperationError` where they are none. */
export async function detachKeysOf(surroundings: Surroundings, given?: string): Promise<KeySequence> {
  const text = given ?? (await surroundings.clientSettings?.())?.detachKeys
  const keys = parseDetachKeys(text)
  if (keys !== undefined) return keys
  throw new OperationError('CMP108', `"${text}" are no detach keys`, {
    hint: 'write keys with commas between them: "ctrl-p,ctrl-q", "a", "ctrl-@"',
  })
}

/** The user has left a process with the detach keys. */
export function detached({ host }: Surroundings): Ending {
  host.emit({ type: 'notice', text: 'Detached; it goes on running' })
  return { kind: 'done' }
}
