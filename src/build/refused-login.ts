import { OperationError } from '../diagnostics/errors.ts'

const wanted =
  /no basic auth credentials|\b401\b|unauthorized|authentication required|incorrect username or password|failed to fetch (?:anonymous|oauth) token/i

/** Docker Hub says so of what is private and of what is not there. */
const perhapsPrivate = /pull access denied|insufficient_scope|may require (?:authorization|'docker login')/i

/** The registry of an address that the builder's sentence has. */
const address = /https?:\/\/([^/\s"]+)\/v2\//

export interface Refused {
  readonly service: string
  /** The builder's sentence. */
  readonly message: string
  /** Which may name an image. */
  readonly step?: string
  /** Registries that were asked for, and whether a login was there. */
  readonly logins: ReadonlyMap<string, boolean>
  readonly cause?: unknown
  readonly details?: OperationError['details']
}

/** What a build means that a registry refused: the builder does not say whether there was no login or a wrong one. */
export function refusedLogin({
  service,
  message,
  step,
  logins,
  ...options
}: Refused): OperationError | undefined {
  const isWanted = wanted.test(message)
  if (!isWanted && !perhapsPrivate.test(message)) return undefined
  const text = `${step ?? ''} ${message}`
  const registry = address.exec(text)?.[1] ?? [...logins.keys()].find((host) => text.includes(host))
  const login = loginCommand(registry)
  const subject = `the build of service "${service}" failed`
  if (!isWanted) {
    const hint = `check the name; if it is private, log in with a user that may have it: ${login}`
    return new OperationError('CMP505', `${subject}: ${message}`, { ...options, hint })
  }
  const hasLogin = registry !== undefined && logins.get(registry) === true
  const why = hasLogin ? 'refuses the stored login' : 'wants a login, and none is stored'
  const who = registry === undefined ? 'a registry' : `the registry ${registry}`
  const hint = hasLogin
    ? `check that its user may do this, or log in again: ${login}`
    : `log in first: ${login}`
  return new OperationError('CMP414', `${subject}: ${who} ${why} (${message})`, { ...options, hint })
}

/** Docker Hub is the one that needs no name. */
function loginCommand(registry: string | undefined): string {
  const isHub = registry === undefined || /(?:^|\.)docker\.io$/.test(registry)
  return isHub ? 'docker login' : `docker login ${registry}`
}
