import { printYaml } from '../document/print-yaml.ts'
import type { MappingNode } from '../document/node.ts'
import { listVariables } from '../interpolate/list-variables.ts'
import type { UsedVariable } from '../interpolate/list-variables.ts'
import { compareText } from '../units/compare-text.ts'

const HEADINGS = ['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE']
const LEAST_WIDTH = 20
const GAP = 3

/** The variables that a document mentions, as `config --variables` prints them. */
export function variablesText(document: MappingNode, format: 'table' | 'yaml' | 'json'): string {
  const variables = listVariables(document).toSorted((one, other) => compareText(one.name, other.name))
  if (format === 'table') return tableText([HEADINGS, ...variables.map(cellsOf)])
  if (format === 'json') return `${JSON.stringify(byName(variables, capitalised), null, 4)}\n`
  return printYaml(byName(variables, lowerCase))
}

function cellsOf({ name, isRequired, defaultValue, alternateValue }: UsedVariable): readonly string[] {
  return [name, String(isRequired), defaultValue ?? '', alternateValue ?? '']
}

function tableText(rows: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((_, column) =>
    Math.max(LEAST_WIDTH, ...rows.map((row) => (row[column] ?? '').length + GAP)),
  )
  const texts = rows.map((row) => {
    const last = row.length - 1
    return row.map((cell, column) => (column === last ? cell : cell.padEnd(widths[column] ?? 0))).join('')
  })
  return texts.map((text) => `${text}\n`).join('')
}

function byName<T>(
  variables: readonly UsedVariable[],
  form: (variable: UsedVariable) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(variables.map((variable) => [variable.name, form(variable)]))
}

function capitalised(variable: UsedVariable) {
  const { name, isRequired, defaultValue = '', alternateValue = '' } = variable
  return { Name: name, DefaultValue: defaultValue, PresenceValue: alternateValue, Required: isRequired }
}

function lowerCase(variable: UsedVariable) {
  const { name, isRequired, defaultValue = '', alternateValue = '' } = variable
  return { name, defaultvalue: defaultValue, presencevalue: alternateValue, required: isRequired }
}
