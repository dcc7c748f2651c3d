import { exitCodes } from '../../src/cli/exit-codes.ts'
import { exitCodeRemarks, exitCodeTexts } from '../../src/cli/exit-code-texts.ts'
import { pageTable } from './page-table.ts'

/** docs/exit-codes.md. */
export function exitCodesPage(): string {
  const rows = entriesOf(exitCodes).map(([name, code]) => [String(code), exitCodeTexts[name]])
  return `${[
    '# Exit codes',
    '',
    '<!-- Made by `npm run generate` from src/cli/exit-codes.ts and src/cli/exit-code-texts.ts. -->',
    '',
    'What `compose` tells the shell it was started from. The codes do not depend on the output mode.',
    '',
    ...pageTable(['Code', 'Meaning'], rows, 'right'),
    '',
    ...exitCodeRemarks.map((remark) => `- ${remark}`),
  ].join('\n')}\n`
}

function entriesOf(codes: typeof exitCodes): readonly [keyof typeof exitCodes, number][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object literal has the keys of its type and no others
  return Object.entries(codes) as [keyof typeof exitCodes, number][]
}
