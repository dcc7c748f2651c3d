import type { ContainerView } from './container-view.ts'
import type { Fields } from './go-template/functions.ts'
import { goText } from './go-template/functions.ts'
import { formatByTemplate } from './listing-template.ts'
import { psFields, psHeadings } from './ps-fields.ts'
import type { PsOptions } from './ps-table.ts'

/** Lists containers by a template of the user. Throws `TemplateError` when the template is wrong. */
export function formatPsTemplate(
  containers: readonly ContainerView[],
  template: string,
  options: PsOptions,
): string {
  const rows = containers.map((container) => fieldsOf(container, options))
  return formatByTemplate(rows, template, { ...psHeadings, Label: (key) => key })
}

function fieldsOf(container: ContainerView, options: PsOptions): Fields {
  return { ...psFields(container, options), Label: (key) => container.labels[goText(key)] ?? '' }
}
