import { pickContainer, type PickRequest } from './pick-container.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface CommitRequest extends PickRequest {
  /** `REPOSITORY[:TAG]`. */
  readonly reference?: string
  readonly author?: string
  readonly message?: string
  /** Instructions of a Dockerfile. */
  readonly changes: readonly string[]
  readonly pause: boolean
  readonly dryRun: boolean
}

/** Makes an image of what a container of a service has become; `image` is its id. */
export async function commit(
  surroundings: Surroundings,
  request: CommitRequest,
): Promise<{ readonly ending: Ending; readonly image?: string }> {
  const picked = await pickContainer(surroundings, request)
  if (picked.ending !== undefined) return picked
  const { engine, container } = picked
  if (request.dryRun) {
    const text = `Committed ${container.name} as ${request.reference ?? 'an image without a name'}`
    surroundings.host.emit({ type: 'notice', text })
    return { ending: { kind: 'done' } }
  }
  const { reference, author, message, changes, pause } = request
  const id = await engine.archives.commit(
    container.id,
    {
      ...(reference === undefined ? {} : { reference: splitReference(reference) }),
      ...(author === undefined ? {} : { author }),
      ...(message === undefined ? {} : { message }),
      changes,
      pause,
    },
    surroundings.signal,
  )
  surroundings.host.emit({ type: 'notice', text: `Committed ${container.name} as ${id}` })
  return { ending: { kind: 'done' }, image: id }
}

/** The last colon, unless it is the port of a registry. */
function splitReference(reference: string): { readonly repository: string; readonly tag?: string } {
  const [, repository = reference, tag] = /^(.+):([^/:]+)$/.exec(reference) ?? []
  return tag === undefined ? { repository } : { repository, tag }
}
