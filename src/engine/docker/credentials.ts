import { credentialHelpers } from './credential-helpers.ts'
import type { CredentialHelpers } from './credential-helpers.ts'
import { readConfig } from './docker-context.ts'
import { fieldsOf, someText, textOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'
import type { LocateRequest } from './location.ts'
import { systemPlaces } from './places.ts'
import type { Places } from './places.ts'

/** Docker Hub's key in the configuration, from the days of its first API. */
const hubKey = 'https://index.docker.io/v1/'
const hubHosts = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

export interface CredentialSurroundings {
  readonly environment: LocateRequest['environment']
  readonly places?: Places
  /** Programs that keep logins; absent: those of this machine. */
  readonly helpers?: CredentialHelpers
}

/**
 * The `X-Registry-Auth` value for pulling this image: from `auths`, `credHelpers` or `credsStore` of the docker command's configuration.
 * Undefined where nothing is stored for its registry. Rejects with `EngineError` when a helper fails.
 */
export async function registryAuth(
  reference: string,
  surroundings: CredentialSurroundings,
): Promise<string | undefined> {
  const login = await storedLogin(reference, surroundings)
  return login === undefined ? undefined : encodeLogin(login)
}

/** Base64 for addresses, and filled up: engines take what is not for no login at all, and say nothing. */
export function encodeLogin(login: Login | Readonly<Record<string, Login>>): string {
  return Buffer.from(JSON.stringify(login)).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}

/** The same as a value: `username` and `password`, or an `identitytoken`. */
export async function storedLogin(
  reference: string,
  surroundings: CredentialSurroundings,
): Promise<Login | undefined> {
  const { environment, places = systemPlaces(), helpers = credentialHelpers } = surroundings
  const config = await readConfig(environment, places)
  return loginFor(registryOf(reference), { config, helpers })
}

/** What is stored for a registry, by its key in the configuration. */
export async function loginFor(
  registry: string,
  { config, helpers }: { readonly config: Fields; readonly helpers: CredentialHelpers },
): Promise<Login | undefined> {
  const helper = someText(fieldsOf(config.credHelpers)[registry]) ?? someText(config.credsStore)
  const stored = helper === undefined ? undefined : await helpers.get(helper, registry)
  return stored === undefined ? fromAuths(config, registry) : fromHelper(stored, registry)
}

/** The key of a reference's registry: what stands before the first slash, if it looks like a host, else Docker Hub. */
export function registryOf(reference: string): string {
  const [first = '', ...rest] = reference.split('/')
  const isHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost')
  return !isHost || hubHosts.has(first) ? hubKey : first
}

type Login = Readonly<Record<string, string>>

function fromAuths(config: Fields, registry: string): Login | undefined {
  const entries = Object.entries(fieldsOf(config.auths))
  const found =
    entries.find(([key]) => key === registry) ?? entries.find(([key]) => hostIn(key) === hostIn(registry))
  const entry = fieldsOf(found?.[1])
  const identitytoken = someText(entry.identitytoken)
  const [username, password] = splitOnce(
    Buffer.from(textOf(entry.auth), 'base64').toString('utf8').replace(/\0+$/, ''),
  )
  // The name beside it is a placeholder, and Podman refuses a login with both.
  if (identitytoken !== undefined) return { identitytoken, serveraddress: registry }
  return username === '' ? undefined : { username, password, serveraddress: registry }
}

/** Keys are written as hosts and as addresses. */
function hostIn(key: string): string {
  return key.replace(/^https?:\/\//, '').split('/')[0] ?? key
}

function splitOnce(text: string): readonly [string, string] {
  const colon = text.indexOf(':')
  return colon === -1 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

/** The user name "<token>" says that the secret is an identity token. */
function fromHelper(output: string, registry: string): Login | undefined {
  const answer = fieldsOf(JSON.parse(output))
  const [username, secret] = [textOf(answer.Username), textOf(answer.Secret)]
  if (username === '<token>') return { identitytoken: secret, serveraddress: registry }
  return username === '' && secret === ''
    ? undefined
    : { username, password: secret, serveraddress: registry }
}
