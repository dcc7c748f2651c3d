import { EngineError } from '../errors.ts'
import type { EngineErrorKind } from '../errors.ts'
import { fieldsOf } from './json-fields.ts'

/** What an engine's answer other than success means. `body` is its JSON, or its text. */
export function answerError(status: number, body: unknown): EngineError {
  const message = messageOf(body) ?? `the engine answered with status ${status}`
  return new EngineError(kindOf(status, message), message, { status })
}

/** Docker refuses to remove a network in use with 403; Podman's refusals have status 500. */
const refusals =
  /has active endpoints|can only be used on running|(network|volume).* (is being used|in use)|that name is already in use|container state improper|UNIQUE constraint failed: ContainerConfig.Name/i

function kindOf(status: number, message: string): EngineErrorKind {
  if (refusals.test(message)) return 'conflict'
  if (status === 400) return 'invalid'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'not-found'
  if (status === 409) return 'conflict'
  if (status === 503) return 'unavailable'
  return 'failed'
}

/** Podman says why a push did not succeed as it would in the middle of its progress: in `error`. */
function messageOf(body: unknown): string | undefined {
  if (typeof body === 'string') return said(body)
  const { message, error } = fieldsOf(body)
  return said(message) ?? said(error)
}

function said(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}

/** What a broken or impossible connection means. An `EngineError` passes as it is. */
export function transportError(cause: unknown, address: string): EngineError {
  if (cause instanceof EngineError) return cause
  const code = codeOf(cause)
  const kind = code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unreachable'
  return new EngineError(kind, `cannot reach the engine at ${address} (${transportReason(code, cause)})`, {
    cause,
  })
}

function transportReason(code: string, cause: unknown): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    case 'ENOENT':
      return 'no such file'
    case 'ENOTSOCK':
      return 'not a socket'
    case 'ECONNREFUSED':
      return 'connection refused'
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return 'the connection was lost'
    case 'ETIMEDOUT':
      return 'no answer in time'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unknown host'
    default:
      return cause instanceof Error && cause.message !== '' ? cause.message : String(cause)
  }
}

/** Node hides the code of a connection tried at several addresses one level down. */
function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return ''
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  return ''
}
