import { readConfig } from './docker-context.ts'
import type { CredentialSurroundings } from './credentials.ts'
import { systemPlaces } from './places.ts'
import { fieldsOf, someText } from './json-fields.ts'
import type { Fields } from './json-fields.ts'

/** What the docker command's configuration says, beyond where the engine is. */
interface ClientSettings {
  /** Keys that leave a process and let it run: "ctrl-p,ctrl-q". */
  readonly detachKeys?: string
  /** How containers are listed: `table`, `json` or a template. */
  readonly psFormat?: string
  /** Variables that containers get. */
  readonly proxyEnvironment: Readonly<Record<string, string>>
  /** A configuration with the logins alone, for clients that run in containers. */
  readonly loginsFile: string
}

/** `address`: of the engine, which may have proxies of its own. */
export async function clientSettings(
  address: string,
  { environment, places = systemPlaces() }: Pick<CredentialSurroundings, 'environment' | 'places'>,
): Promise<ClientSettings> {
  const config = await readConfig(environment, places)
  const detachKeys = someText(config.detachKeys)
  const psFormat = someText(config.psFormat)
  return {
    ...(detachKeys === undefined ? {} : { detachKeys }),
    ...(psFormat === undefined ? {} : { psFormat }),
    proxyEnvironment: proxyEnvironment(config, address),
    loginsFile: JSON.stringify({ auths: fieldsOf(config.auths) }, undefined, '\t'),
  }
}

const proxyFields = {
  HTTP_PROXY: 'httpProxy',
  HTTPS_PROXY: 'httpsProxy',
  NO_PROXY: 'noProxy',
  FTP_PROXY: 'ftpProxy',
  ALL_PROXY: 'allProxy',
} as const

/** In both spellings, because programs differ. */
function proxyEnvironment(config: Fields, address: string): Readonly<Record<string, string>> {
  const proxies = fieldsOf(config.proxies)
  const chosen = fieldsOf(proxies[address] ?? proxies.default)
  return Object.fromEntries(
    Object.entries(proxyFields).flatMap(([variable, field]) => {
      const value = someText(chosen[field])
      return value === undefined
        ? []
        : [
            [variable, value],
            [variable.toLowerCase(), value],
          ]
    }),
  )
}
