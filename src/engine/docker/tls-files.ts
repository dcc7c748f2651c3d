import type { EngineLocation, LocateRequest, TlsMaterial } from './location.ts'
import type { Places } from './places.ts'

/** What DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH ask for: any text but the empty one means yes, "0" too. */
export async function readTls(
  environment: LocateRequest['environment'],
  places: Places,
): Promise<TlsMaterial | undefined> {
  const verify = (environment['DOCKER_TLS_VERIFY'] ?? '') !== ''
  if (!verify && (environment['DOCKER_TLS'] ?? '') === '') return undefined
  const given = environment['DOCKER_CERT_PATH'] ?? ''
  const directory =
    given === '' ? (environment['DOCKER_CONFIG'] ?? `${environment['HOME'] ?? places.home}/.docker`) : given
  return readTlsDirectory(directory, places, verify)
}

/**
 * With the authorities of NODE_EXTRA_CA_CERTS. The command takes that variable from Node.js, which would read the file at each start, whether
 * or not it connects to anything by TLS.
 */
export async function withExtraAuthorities(
  { endpoint, ...location }: EngineLocation,
  environment: LocateRequest['environment'],
  places: Places,
): Promise<EngineLocation> {
  const path = environment['NODE_EXTRA_CA_CERTS'] ?? ''
  if (endpoint.kind !== 'tcp' || endpoint.tls === undefined || endpoint.tls.ca !== undefined || path === '')
    return { ...location, endpoint }
  const extraAuthorities = await places.read(path)
  if (extraAuthorities === undefined) return { ...location, endpoint }
  return { ...location, endpoint: { ...endpoint, tls: { ...endpoint.tls, extraAuthorities } } }
}

/** The three files of a directory, as far as they are there. */
export async function readTlsDirectory(
  directory: string,
  places: Places,
  verify: boolean,
): Promise<TlsMaterial> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => places.read(`${directory}/${name}`)),
  )
  return {
    verify,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}
