import type { ContainerView } from './container-view.ts'
import { evaluateTemplate } from './go-template/evaluate.ts'
import type { Fields, Method } from './go-template/functions.ts'
import { goText } from './go-template/functions.ts'
import { parseTemplate } from './go-template/parse-template.ts'
import type { TemplateNode } from './go-template/syntax.ts'
import { TemplateError } from './go-template/template-error.ts'
import { psFields, psHeadings } from './ps-fields.ts'
import type { PsOptions } from './ps-table.ts'
import { printable } from './style.ts'
import { formatTable } from './table.ts'

const tablePrefix = 'table '

/**
 * Lists containers by a template of the user: `{{.Name}}`, or `table {{.Name}}\t{{.State}}` for columns with headings.
 * Throws `TemplateError` when the template is wrong.
 */
export function formatPsTemplate(
  containers: readonly ContainerView[],
  template: string,
  options: PsOptions,
): string {
  const isTable = template.startsWith(tablePrefix)
  const text = (isTable ? template.slice(tablePrefix.length) : template)
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n')
  const nodes = parseTemplate(text)
  const rows = containers.map((container) => evaluateTemplate(nodes, fieldsOf(container, options)))
  if (!isTable) return rows.map((row) => `${row}\n`).join('')
  return formatTable([headingRow(nodes), ...rows].map((row) => row.split('\t').map(printable)))
}

function fieldsOf(container: ContainerView, options: PsOptions): Fields {
  return { ...psFields(container, options), Label: (key) => container.labels[goText(key)] ?? '' }
}

/** The template filled with headings; functions that would work on values leave them as they are. */
function headingRow(nodes: readonly TemplateNode[]): string {
  const unchanged: Method = (value) => value
  const names = [
    'json',
    'upper',
    'lower',
    'title',
    'join',
    'split',
    'pad',
    'truncate',
    'len',
    'index',
    'slice',
    'println',
  ]
  const second: Method = (format, value) => value ?? format
  const functions = { ...Object.fromEntries(names.map((name) => [name, unchanged])), printf: second }
  try {
    return evaluateTemplate(nodes, { ...psHeadings, Label: (key) => key }, functions)
  } catch (error) {
    // A heading is text, so what needs a list has no heading; a field that does not exist is reported by the first row.
    if (error instanceof TemplateError) return ''
    throw error
  }
}
