import { codes } from '../../src/diagnostics/codes.ts'
import type { Explanation } from '../../src/diagnostics/explanations/explanation.ts'
import { explanations } from '../../src/diagnostics/explanations/explanations.ts'

const groups: Readonly<Record<string, string>> = {
  '1': 'Files',
  '2': 'The project',
  '3': 'Plans',
  '4': 'The engine',
  '5': 'Builds',
  '6': 'Watching',
}

/** docs/diagnostics.md: what `compose explain` prints, for all codes. */
export function diagnosticsPage(): string {
  const entries = Object.entries(explanations).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const sections = Object.entries(groups).flatMap(([digit, title]) => {
    const own = entries.filter(([code]) => code.startsWith(`CMP${digit}`))
    return own.length === 0 ? [] : ['', `## ${title}`, ...own.flatMap(([code, text]) => section(code, text))]
  })
  return `${[
    '# Diagnostics',
    '',
    '<!-- Made by `npm run generate` from src/diagnostics/codes.ts and src/diagnostics/explanations. -->',
    '',
    'Every message has a code that stays the same from release to release. `compose explain CODE` prints what is here, `compose explain` the list;',
    '[exit-codes.md](exit-codes.md) says what the command exits with. A place in a file is left out of the examples.',
    ...sections,
  ].join('\n')}\n`
}

const titles: Readonly<Record<string, string>> = codes

function section(code: string, { meaning, when, example, cures }: Explanation): readonly string[] {
  const files = Object.entries(example.files ?? {}).flatMap(([name, text]) => [
    name.endsWith('.yaml') || name.endsWith('.yml') ? '```yaml' : '```ini',
    `# ${name}`,
    ...text.trimEnd().split('\n'),
    '```',
    '',
  ])
  return [
    '',
    `### ${code}`,
    '',
    `**${titles[code] ?? ''}.** ${escaped(meaning)}`,
    '',
    `_When:_ ${escaped(when)}`,
    '',
    ...files,
    '```text',
    example.says,
    '```',
    '',
    ...cures.map((cure) => `- ${escaped(cure)}`),
  ]
}

/** Markdown would take these for marks of its own. */
function escaped(text: string): string {
  return text.replaceAll(/[*<`[\]]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
}
