import { describe, expect, it } from 'vitest'
import { loadFiles } from '../loading.ts'
import { fuzzFiles, fuzzRequest, problemsOfCase } from './fuzz-case.ts'
import { seeds } from './seeds.ts'

describe('any input', () => {
  it('is loaded, or refused with messages that have a place', async () => {
    const problems: string[] = []
    for (let index = 0; index < 2_000; index++) {
      const found = await problemsOfCase(fuzzFiles(1, index))
      problems.push(...found.map((problem) => `case ${index}: ${problem}`))
    }
    expect(problems).toEqual([])
  }, 60_000)

  it('comes from projects that are in order', async () => {
    const results = await Promise.all(seeds.map((files) => loadFiles(files, fuzzRequest)))
    expect(results.map(({ ok }) => ok)).toEqual(seeds.map(() => true))
  })
})
