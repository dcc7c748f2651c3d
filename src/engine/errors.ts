/** Why the engine did not do what it was asked; adapters translate every transport and API error into one of these. */
export type EngineErrorKind =
  'unreachable' | 'not-found' | 'conflict' | 'denied' | 'invalid' | 'unavailable' | 'timeout' | 'failed'

/** `status` is the HTTP status where there was an answer; `message` is the engine's own sentence, trimmed. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind
  readonly status: number | undefined

  constructor(kind: EngineErrorKind, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'EngineError'
    this.kind = kind
    this.status = options.status
  }
}
