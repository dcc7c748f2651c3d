import { EngineError } from '../errors.ts'
import { parseEndpoint } from './endpoint.ts'
import { fieldsOf, someText } from './json-fields.ts'
import type { Fields } from './json-fields.ts'
import type { EngineLocation, LocateRequest, TlsMaterial } from './location.ts'
import type { Places } from './places.ts'
import { readTlsDirectory } from './tls-files.ts'

interface ContextRequest {
  readonly environment: LocateRequest['environment']
  readonly places: Places
  readonly why: string
}

/**
 * The engine of a docker context; of the current one where `name` is undefined. The context "default" stands for the usual sockets and
 * is answered with undefined.
 */
export async function locateContext(
  name: string | undefined,
  { environment, places, why }: ContextRequest,
): Promise<EngineLocation | undefined> {
  const directory = configDirectory(environment, places)
  const chosen = name ?? someText((await readConfig(environment, places)).currentContext) ?? 'default'
  if (chosen === 'default') return undefined
  const { createHash } = await import('node:crypto')
  const folder = createHash('sha256').update(chosen).digest('hex')
  const endpoint = await readEndpoint(`${directory}/contexts/meta/${folder}/meta.json`, places)
  const address = someText(endpoint.Host)
  if (address === undefined) {
    throw new EngineError(
      'invalid',
      `the docker context "${chosen}" is not there (${why}); "docker context ls" lists those that are`,
    )
  }
  const tls = await contextTls(`${directory}/contexts/tls/${folder}/docker`, endpoint, places)
  return {
    address,
    why: name === undefined ? `${why}, "${chosen}"` : why,
    endpoint: parseEndpoint(address, tls),
  }
}

/** The folder of the docker command's own configuration. */
function configDirectory(environment: LocateRequest['environment'], places: Places): string {
  const given = environment['DOCKER_CONFIG'] ?? ''
  return given === '' ? `${environment['HOME'] ?? places.home}/.docker` : given
}

/** Where the docker command's configuration is, if there is one. */
export function configPath(environment: LocateRequest['environment'], places: Places): string {
  return `${configDirectory(environment, places)}/config.json`
}

/** The docker command's `config.json`; empty when there is none, or none that can be read. */
export async function readConfig(environment: LocateRequest['environment'], places: Places): Promise<Fields> {
  return parseJson(await places.read(configPath(environment, places)))
}

async function readEndpoint(path: string, places: Places): Promise<Fields> {
  return fieldsOf(fieldsOf(parseJson(await places.read(path)).Endpoints).docker)
}

function parseJson(bytes: Uint8Array | undefined): Fields {
  if (bytes === undefined) return {}
  try {
    return fieldsOf(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return {}
  }
}

async function contextTls(
  directory: string,
  endpoint: Fields,
  places: Places,
): Promise<TlsMaterial | undefined> {
  const skipVerify = endpoint.SkipTLSVerify === true
  const tls = await readTlsDirectory(directory, places, !skipVerify)
  const isEmpty = tls.ca === undefined && tls.cert === undefined && tls.key === undefined
  return isEmpty && !skipVerify ? undefined : tls
}
