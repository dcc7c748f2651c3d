import type { LocateRequest, TlsMaterial } from './location.ts'
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
