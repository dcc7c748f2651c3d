import { OperationError } from '../diagnostics/errors.ts'
import { parseChallenges } from './challenge.ts'
import type { Challenge } from './challenge.ts'
import type { Send } from './web.ts'

/** A login as `X-Registry-Auth` carries it. */
export interface Login {
  readonly username?: string
  readonly password?: string
  readonly identitytoken?: string
}

export interface AuthoriseRequest {
  readonly send: Send
  /** What the registry answered with 401. */
  readonly header: string
  readonly registry: string
  readonly repository: string
  readonly login: Login | undefined
  /** Where the registry does not say it; `pull` when absent. */
  readonly actions?: string
  readonly signal?: AbortSignal
}

/** The `Authorization` that a registry asks for: a token of its token service, or name and password themselves. */
export async function authorise(request: AuthoriseRequest): Promise<string> {
  const challenges = parseChallenges(request.header)
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
  if (bearer !== undefined) return `Bearer ${await fetchToken(bearer, request)}`
  const isBasic = challenges.some(({ scheme }) => scheme === 'basic')
  const basic = isBasic ? basicOf(request.login) : undefined
  if (basic === undefined) throw denied(request)
  return basic
}

function basicOf(login: Login | undefined): string | undefined {
  if (login?.username === undefined || login.password === undefined) return undefined
  return `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
}

async function fetchToken({ parameters }: Challenge, request: AuthoriseRequest): Promise<string> {
  const { send, login, signal, registry } = request
  const realm = parameters.get('realm') ?? ''
  if (!URL.canParse(realm)) throw denied(request)
  const answer = await (login?.identitytoken === undefined
    ? send(tokenAddress(realm, parameters, request), {
        headers: headersOf(basicOf(login)),
        ...(signal === undefined ? {} : { signal }),
      })
    : send(realm, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: login.identitytoken,
          client_id: 'gantry',
          service: parameters.get('service') ?? registry,
          scope: scopeOf(parameters, request),
        }),
        ...(signal === undefined ? {} : { signal }),
      }))
  if (!answer.ok) throw denied(request)
  const token = tokenIn(await answer.json())
  if (token === undefined) throw denied(request)
  return token
}

function headersOf(authorization: string | undefined): Readonly<Record<string, string>> {
  return authorization === undefined ? {} : { authorization }
}

function tokenAddress(
  realm: string,
  parameters: ReadonlyMap<string, string>,
  request: AuthoriseRequest,
): URL {
  const address = new URL(realm)
  const service = parameters.get('service')
  if (service !== undefined) address.searchParams.set('service', service)
  address.searchParams.set('scope', scopeOf(parameters, request))
  return address
}

function scopeOf(
  parameters: ReadonlyMap<string, string>,
  { repository, actions = 'pull' }: AuthoriseRequest,
): string {
  return parameters.get('scope') ?? `repository:${repository}:${actions}`
}

function tokenIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { token, access_token } = Object.assign<{ token?: unknown; access_token?: unknown }, object>(
    {},
    answer,
  )
  return [token, access_token].find((value): value is string => typeof value === 'string' && value !== '')
}

function denied({ registry, repository, login }: AuthoriseRequest): OperationError {
  const hint =
    login === undefined
      ? `log in first: docker login ${registry}`
      : `check that its user may do this, or log in again: docker login ${registry}`
  return new OperationError(
    'CMP124',
    login === undefined
      ? `the registry ${registry} wants a login for "${repository}"`
      : `the registry ${registry} refuses the stored login for "${repository}"`,
    {
      hint,
    },
  )
}
