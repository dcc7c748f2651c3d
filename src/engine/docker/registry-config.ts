import { encodeLogin, loginFor } from './credentials.ts'
import type { CredentialSurroundings } from './credentials.ts'
import { credentialHelpers } from './credential-helpers.ts'
import { readConfig } from './docker-context.ts'
import { fieldsOf, someText } from './json-fields.ts'
import type { Fields } from './json-fields.ts'
import { systemPlaces } from './places.ts'

/**
 * The `X-Registry-Config` value: all stored logins, because the classic builder reads for itself which registries a Dockerfile needs.
 * Undefined where there are none. A helper that gives nothing is passed over: its registry may not be needed.
 */
export async function registryConfig(surroundings: CredentialSurroundings): Promise<string | undefined> {
  const { environment, places = systemPlaces(), helpers = credentialHelpers } = surroundings
  const config = await readConfig(environment, places)
  const registries = new Set([
    ...Object.keys(fieldsOf(config.auths)),
    ...Object.keys(fieldsOf(config.credHelpers)),
    ...(await storeKeys(config, helpers)),
  ])
  const entries = await Promise.all(
    [...registries].map(async (registry) => {
      const login = await loginFor(registry, { config, helpers }).catch(() => undefined)
      return login === undefined ? [] : [[registry, login] as const]
    }),
  )
  const logins = Object.fromEntries(entries.flat())
  return Object.keys(logins).length === 0 ? undefined : encodeLogin(logins)
}

async function storeKeys(
  config: Fields,
  helpers: NonNullable<CredentialSurroundings['helpers']>,
): Promise<readonly string[]> {
  const store = someText(config.credsStore)
  const listed = store === undefined ? undefined : await helpers.list(store).catch(() => undefined)
  return listed === undefined ? [] : Object.keys(fieldsOf(JSON.parse(listed)))
}
