import type { ContainerView } from './container-view.ts'
import type { Fields } from './go-template/functions.ts'
import { goText } from './go-template/functions.ts'
import { formatByTemplate } from './listing-template.ts'
import { psFields, psHeadings } from './ps-fields.ts'
import type { PsOptions } from './ps-table.ts'

/** Of the docker command: a line for each of these, with an empty one behind them. */
const rawTemplate = [
  'container_id: {{.ID}}',
  'image: {{.Image}}',
  'command: {{.Command}}',
  'created_at: {{.CreatedAt}}',
  'state:{{pad .State 1 0}}',
  'status:{{pad .Status 1 0}}',
  'names: {{.Names}}',
  'labels:{{pad .Labels 1 0}}',
  'ports:{{pad .Ports 1 0}}',
  '',
].join('\n')

/** Lists containers by a template of the user, or `raw`: a line for each of the usual fields. Throws `TemplateError` when the template is wrong. */
export function formatPsTemplate(
  containers: readonly ContainerView[],
  template: string,
  options: PsOptions,
): string {
  const rows = containers.map((container) => fieldsOf(container, options))
  return formatByTemplate(rows, template === 'raw' ? rawTemplate : template, {
    ...psHeadings,
    Label: (key) => key,
  })
}

function fieldsOf(container: ContainerView, options: PsOptions): Fields {
  return { ...psFields(container, options), Label: (key) => container.labels[goText(key)] ?? '' }
}
