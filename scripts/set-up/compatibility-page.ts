import { limitOf, refused, withoutEffect } from '../../src/targets/engine/support.ts'
import { schemaFields } from './schema-paths.ts'
import type { SchemaField, SchemaFile } from './schema-paths.ts'

/** docs/compatibility.md: every field of a Compose file, and what becomes of it. */
export function compatibilityPage(schema: SchemaFile): string {
  const fields = schemaFields(schema)
  const sections = new Map<string, SchemaField[]>()
  for (const field of fields) {
    const section = sectionOf(field.path)
    sections.set(section, [...(sections.get(section) ?? []), field])
  }
  const count = (wanted: string): number =>
    fields.filter(({ path }) => fateOf(path).startsWith(wanted)).length
  return `${[
    '# Compatibility',
    '',
    '<!-- Made by `npm run generate` from schemas/compose.schema.json and src/targets/engine/support.ts. -->',
    '',
    `Every field of a Compose file, and what becomes of it on a single engine: ${count('applied')} of ${fields.length} are applied;`,
    `${count('no effect')} are accepted with the warning CMP118 where a service uses them, because there is nothing they could do; ${count('refused')} are`,
    'refused with CMP211 when what uses them would have to be made. Every field is read, checked, merged and printed by `config`,',
    'and is part of the config hash as for Docker Compose. A field that is not here is an error (CMP107), and `x-...` is kept.',
    '',
    'In a path `*` is any name, `[]` any entry of a list. What an older engine or Podman cannot do is refused when it is used, with the',
    'version that can; [podman.md](podman.md) has the rest.',
    ...[...sections].flatMap(([section, rows]) => ['', `## ${section}`, '', ...table(rows)]),
  ].join('\n')}\n`
}

/** The top of the file; services by attribute would be too many sections. */
function sectionOf(path: string): string {
  const [first = ''] = path.split('.')
  return path.includes('.') ? first : 'The file'
}

function table(fields: readonly SchemaField[]): readonly string[] {
  const rows = fields.map(({ path }) => [`\`${path.replace(/^[^.]+\.(?:\*|\[\])\./, '')}\``, fateOf(path)])
  const width = Math.max(...rows.map(([path = '']) => path.length), 'Field'.length)
  const fateWidth = Math.max(...rows.map(([, fate = '']) => fate.length), 'What becomes of it'.length)
  const line = ([path = '', fate = '']: readonly string[]): string =>
    `| ${path.padEnd(width)} | ${fate.padEnd(fateWidth)} |`
  return [
    line(['Field', 'What becomes of it']),
    `| ${'-'.repeat(width)} | ${'-'.repeat(fateWidth)} |`,
    ...rows.map(line),
  ]
}

function fateOf(path: string): string {
  if (path === 'version') return 'no effect: obsolete'
  const none = limitOf(path, withoutEffect)
  if (none !== undefined) return `no effect: ${none.because}`
  const refusal = limitOf(path, refused)
  return refusal === undefined ? 'applied' : `refused: ${refusal.because}`
}
