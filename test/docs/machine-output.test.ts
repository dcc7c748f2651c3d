import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { machineOutputPage } from '../../scripts/set-up/machine-output-page.ts'

describe('the page about output for programs', () => {
  const page = readFileSync('docs/machine-output.md', 'utf8')

  it('has the examples and the commands as they are', () => {
    expect(machineOutputPage(page)).toBe(page)
  })

  it('has an example of each kind', () => {
    const examples = [...page.matchAll(/<!-- golden: (.*) -->/gu)].map(([, name]) => name)
    expect(examples).toEqual(['stop.json', 'up-invalid.json', 'up-failed.json', 'ps.json', 'progress.jsonl'])
  })
})
