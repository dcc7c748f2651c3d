import { platform } from 'node:os'
import { own } from '../units/own.ts'
import { OperationError } from '../diagnostics/errors.ts'
import type { Login } from '../registry/authorise.ts'
import { cacheFolder } from './cache.ts'
import { ARTIFACT_PREFIX, fetchArtifact } from './fetch-artifact.ts'
import { fetchFromGit } from './fetch-git.ts'

export interface RemoteSurroundings {
  readonly environment: Readonly<Record<string, string>>
  /** The login stored for a reference's registry, if there is one. */
  readonly login: (reference: string) => Promise<Login | undefined>
  /** Registries that may be without encryption. */
  readonly insecure?: readonly string[]
  readonly signal?: AbortSignal
}

/**
 * Brings a project of a Git repository or a registry here, and gives the path of its Compose file. What was fetched is kept by commit or
 * digest, and not fetched again. Rejects with `OperationError` CMP124.
 */
export async function fetchRemote(reference: string, surroundings: RemoteSurroundings): Promise<string> {
  const { environment, login, insecure = [], signal } = surroundings
  const cache = cacheFolder(environment, platform())
  const isArtifact = reference.startsWith(ARTIFACT_PREFIX)
  refuseDisabled(reference, isArtifact ? OCI_SWITCH : GIT_SWITCH, environment)
  const limits = signal === undefined ? {} : { signal }
  return isArtifact
    ? fetchArtifact(reference, cache, { login, environment, insecure, ...limits })
    : fetchFromGit(reference, cache, { environment, ...limits })
}

const GIT_SWITCH = 'COMPOSE_EXPERIMENTAL_GIT_REMOTE'
const OCI_SWITCH = 'COMPOSE_EXPERIMENTAL_OCI_REMOTE'

function refuseDisabled(
  reference: string,
  name: string,
  environment: RemoteSurroundings['environment'],
): void {
  const value = own(environment, name) ?? ''
  if (/^(?:1|t|true|)$/i.test(value)) return
  const message = /^(?:0|f|false)$/i.test(value)
    ? `"${reference}" is not fetched, because ${name} is ${value}`
    : `${name} is "${value}", and must be true or false`
  throw new OperationError('CMP124', message)
}
