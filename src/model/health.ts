import type { DurationText, Extensible } from './common.ts'

/** Section 2.2, healthcheck. `test` starts with CMD, CMD-SHELL or NONE. */
export interface Healthcheck extends Extensible {
  readonly test?: readonly string[]
  readonly timeout?: DurationText
  readonly interval?: DurationText
  readonly retries?: number
  readonly start_period?: DurationText
  readonly start_interval?: DurationText
  readonly disable?: boolean
}
