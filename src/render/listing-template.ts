import { evaluateTemplate } from './go-template/evaluate.ts'
import type { Fields, Method } from './go-template/functions.ts'
import { parseTemplate } from './go-template/parse-template.ts'
import type { TemplateNode } from './go-template/syntax.ts'
import { TemplateError } from './go-template/template-error.ts'
import { printable } from './style.ts'
import { formatTable } from './table.ts'

// Docker Compose wants no space behind it.
const tablePrefix = 'table'

/**
 * Lists things by a template of the user: `{{.Name}}`, or `table {{.Name}}\t{{.State}}` for columns with headings.
 * Throws `TemplateError` when the template is wrong.
 */
export function formatByTemplate(rows: readonly Fields[], template: string, headings: Fields): string {
  const isTable = template.startsWith(tablePrefix)
  const text = (isTable ? template.slice(tablePrefix.length) : template)
    .replaceAll(/^ +| +$/gu, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n')
  const nodes = parseTemplate(text)
  const lines = rows.map((row) => evaluateTemplate(nodes, row))
  if (!isTable) return lines.map((line) => `${line}\n`).join('')
  return formatTable([headingRow(nodes, headings), ...lines].map((line) => line.split('\t').map(printable)))
}

/** The template filled with headings; functions that would work on values leave them as they are. */
function headingRow(nodes: readonly TemplateNode[], headings: Fields): string {
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
    return evaluateTemplate(nodes, headings, functions)
  } catch (error) {
    // A heading is text, so what needs a list has no heading; a field that does not exist is reported by the first row.
    if (error instanceof TemplateError) return ''
    throw error
  }
}
