import type { Extensible, StringMap } from './common.ts'

/** A secret or config of the project (section 2.3): exactly one source, unless external. */
export interface FileObject extends Extensible {
  readonly name: string
  readonly file?: string
  readonly environment?: string
  readonly content?: string
  readonly external?: boolean
  readonly labels?: StringMap
  readonly driver?: string
  readonly driver_opts?: StringMap
  readonly template_driver?: string
}
