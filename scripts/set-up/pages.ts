import { readFileSync } from 'node:fs'
import { compatibilityPage } from './compatibility-page.ts'
import { replaceFile } from './output-files.ts'

/** Writes the pages of docs/ that are made from something else. */
export function writePages(): void {
  replaceFile(
    'docs/compatibility.md',
    compatibilityPage(JSON.parse(readFileSync('schemas/compose.schema.json', 'utf8'))),
  )
}
