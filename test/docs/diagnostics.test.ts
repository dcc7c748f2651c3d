import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnosticsPage } from '../../scripts/set-up/diagnostics-page.ts'
import { exitCodesPage } from '../../scripts/set-up/exit-codes-page.ts'
import { codes } from '../../src/diagnostics/codes.ts'
import type { Explanation } from '../../src/diagnostics/explanations/explanation.ts'
import { explanations } from '../../src/diagnostics/explanations/explanations.ts'
import { compose } from '../support/fake-shell.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const entries: readonly (readonly [string, Explanation])[] = Object.entries(explanations)

describe('the pages about diagnostics and exit codes', () => {
  it.each([
    ['docs/diagnostics.md', diagnosticsPage],
    ['docs/exit-codes.md', exitCodesPage],
  ] as const)('%s is what "npm run generate" makes', (path, page) => {
    expect(read(path)).toBe(page())
  })
})

describe('the explanation of a code', () => {
  it('is there for each code, and for no other', () => {
    expect(Object.keys(explanations).toSorted()).toEqual(Object.keys(codes).toSorted())
  })

  it.each(entries)('%s has an example with its code, and a cure', (code, { example, cures }) => {
    expect(example.says).toMatch(new RegExp(`^(error|warning) ${code}: \\S`, 'u'))
    expect(cures).not.toEqual([])
  })

  it.each(
    entries.flatMap(([code, { example }]) =>
      example.files === undefined ? [] : [{ code, says: example.says, files: example.files }],
    ),
  )('$code is what its example brings about', async ({ says, files }) => {
    const { stdout, stderr } = await compose(['config'], { files })
    expect(stderr + stdout).toContain(says)
  })
})
