import { readFileSync } from 'node:fs'
import { compatibilityPage } from './compatibility-page.ts'
import { diagnosticsPage } from './diagnostics-page.ts'
import { exitCodesPage } from './exit-codes-page.ts'
import { machineOutputPage } from './machine-output-page.ts'
import { replaceFile } from './output-files.ts'

const machineOutput = 'docs/machine-output.md'

/** Writes the pages of docs/ that are made from something else. */
export function writePages(): void {
  replaceFile(
    'docs/compatibility.md',
    compatibilityPage(JSON.parse(readFileSync('schemas/compose.schema.json', 'utf8'))),
  )
  replaceFile('docs/diagnostics.md', diagnosticsPage())
  replaceFile('docs/exit-codes.md', exitCodesPage())
  replaceFile(machineOutput, machineOutputPage(readFileSync(machineOutput, 'utf8')))
}
