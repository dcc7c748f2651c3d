import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('the page about the doctor has every check that its schema knows', () => {
  const rows = [...read('docs/doctor.md').matchAll(/^\| `([a-z-]+)` /gmu)].map(([, check]) => check)
  const schema = JSON.parse(read('schemas/doctor.schema.json'))
  expect(new Set(rows)).toEqual(new Set(schema.$defs.finding.properties.check.enum))
})
