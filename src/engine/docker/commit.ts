import type { CommitOptions } from '../archive.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, textOf } from './json-fields.ts'

/** Makes an image of a container; resolves to its id. */
export async function commitContainer(
  { api }: GatewayContext,
  container: string,
  { reference = {}, author, message, changes, pause }: CommitOptions,
  signal: AbortSignal,
): Promise<string> {
  const query = {
    container,
    repo: reference.repository,
    tag: reference.tag,
    author,
    comment: message,
    // Several are told apart by line breaks.
    changes: changes.length === 0 ? undefined : changes.join('\n'),
    pause,
  }
  const answer = await api.call({ method: 'POST', path: '/commit', query, body: {} }, signal)
  return textOf(fieldsOf(answer).Id)
}
