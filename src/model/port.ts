import type { Extensible } from './common.ts'

/** One published or exposed port, long form (section 2.7). `published` is text: a port, a range, or absent for any. */
export interface Port extends Extensible {
  readonly name?: string
  readonly mode?: string
  readonly host_ip?: string
  readonly target: number
  readonly published?: string
  readonly protocol?: string
  readonly app_protocol?: string
}
