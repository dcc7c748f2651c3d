import { readFileSync } from 'node:fs'
import { hasOwnJson } from '../../src/cli/command-flags.ts'
import type { CommandSpec } from '../../src/cli/command-spec.ts'
import { commands } from '../../src/cli/commands.ts'
import { pageTable } from './page-table.ts'

/** docs/machine-output.md with its examples, which are goldens of tests, and the table of commands as they are now. */
export function machineOutputPage(page: string): string {
  const withExamples = page.replaceAll(
    /(<!-- golden: ([a-z.-]+) -->\n)<!-- prettier-ignore -->\n```json\n.*?\n```/gsu,
    (_all, marker: string, name: string) => `${marker}${example(name)}`,
  )
  return withExamples.replace(
    /(<!-- commands -->\n).*?(?=\n\n## )/su,
    (_all, marker: string) => `${marker}\n${commandTable().join('\n')}`,
  )
}

function example(name: string): string {
  const text = readFileSync(`test/schemas/goldens/${name}`, 'utf8').trimEnd()
  return ['<!-- prettier-ignore -->', '```json', text, '```'].join('\n')
}

function commandTable(): readonly string[] {
  const rows = commands.map((command) => [`\`${command.name}\``, whatItGives(command)])
  return pageTable(['Command', 'With `--json`'], rows)
}

function whatItGives(command: CommandSpec): string {
  const { name, noJson, jsonLines } = command
  if (noJson !== undefined) return `None. ${noJson}`
  const link = `[${name}.schema.json](../schemas/${name}.schema.json)`
  if (hasOwnJson(command)) return `A document of its own form: ${link}`
  const { description = '', properties = {} }: Schema = JSON.parse(
    readFileSync(`schemas/${name}.schema.json`, 'utf8'),
  )
  const form =
    name !== 'up' && jsonLines !== undefined ? 'Lines' : `The document${resultText(properties.result)}`
  return `${form}: ${link}. ${description}`
}

interface Schema {
  readonly description?: string
  readonly properties?: { readonly result?: false | { readonly properties?: object } }
}

function resultText(result: NonNullable<Schema['properties']>['result'] = false): string {
  if (result === false) return ''
  return `, with ${Object.keys(result.properties ?? {})
    .map((key) => `\`${key}\``)
    .join(', ')}`
}
