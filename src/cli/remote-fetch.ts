import type { SourceReader } from '../load/load-request.ts'

/** How files come from Git repositories and registries; nothing of it is loaded before it is needed. `insecure`: as `RegistryOptions` has it. */
export function remoteFetch(
  environment: Readonly<Record<string, string>>,
  insecure: readonly string[] = [],
): NonNullable<SourceReader['fetch']> {
  return async (reference, signal) => {
    const { fetchRemote } = await import('../remote/fetch-remote.ts')
    return fetchRemote(reference, {
      environment,
      insecure,
      login: async (artifact) => {
        const { storedLogin } = await import('../engine/docker/credentials.ts')
        return storedLogin(artifact, { environment })
      },
      ...(signal === undefined ? {} : { signal }),
    })
  }
}
