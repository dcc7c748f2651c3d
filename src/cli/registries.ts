import { setTimeout as delay } from 'node:timers/promises'
import type { Surroundings } from '../app/surroundings.ts'
import { storedLogin } from '../engine/docker/credentials.ts'
import type { ArtifactReference } from '../registry/reference.ts'
import { openForWriting } from '../registry/registry-writer.ts'
import type { RepositoryWriter } from '../registry/registry-writer.ts'

/** Registries with the logins of the docker command's configuration. */
export function registriesFor(
  environment: Readonly<Record<string, string>>,
  { host, signal }: Pick<Surroundings, 'host' | 'signal'>,
  insecure: readonly string[],
): (reference: ArtifactReference) => RepositoryWriter {
  return (reference) =>
    openForWriting(reference, {
      login: (artifact) => storedLogin(artifact, { environment }),
      environment,
      insecure,
      delay: (ms) => delay(ms, undefined, { signal }),
      onNotice: (text) => host.emit({ type: 'notice', text }),
      signal,
    })
}
