import type { ContainerView } from './container-view.ts'
import { goJson } from './go-json.ts'
import { psFields } from './ps-fields.ts'
import type { PsOptions } from './ps-table.ts'

/** One JSON object a line, with the keys Docker Compose prints. */
export function formatPsJson(containers: readonly ContainerView[], options: PsOptions): string {
  return containers.map((container) => `${goJson(psFields(container, options))}\n`).join('')
}
