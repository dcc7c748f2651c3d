import { describe, expect, it } from 'vitest'
import { lineColumn } from '../../../src/diagnostics/line-column.ts'
import { suggest } from '../../../src/diagnostics/suggest.ts'
import { loadFiles } from '../loading.ts'
import { brokenCases } from './all-cases.ts'
import type { BrokenCase, Files, MarkedFiles } from './broken-case.ts'
import { readMarks } from './broken-case.ts'
import { misspellings } from './misspellings.ts'
import { knownValues, newerText, schemaPaths, wholeFiles, wholeText } from './whole.ts'

interface Place {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** The line, and what is pointed at in it. */
function shownPlace(files: Files, place: Place | undefined) {
  if (place === undefined) return { line: 'nowhere' }
  const file = place.file.replace('/proj/app/', '')
  const text = files[file] ?? ''
  const { line, column } = lineColumn(text, place.start)
  const [token = ''] = text.slice(place.start, place.end).split('\n', 1)
  return { line: `${file}:${line}`, pointed: `column ${column}: ${token.trimEnd()}` }
}

/** Every error that loading reports. */
async function errorsOf(files: Files, request: BrokenCase['request']) {
  const result = await loadFiles(files, request)
  const errors = result.ok ? [] : result.diagnostics.filter(({ severity }) => severity === 'error')
  return errors.map(({ code, span, hint }) => ({
    code,
    ...shownPlace(files, span),
    suggestion: /^did you mean "(.*)"\?$/.exec(hint ?? '')?.[1],
  }))
}

/** What one error has to be. A mark around nothing leaves open what is pointed at in its line. */
function wantedOf(files: Files, { code, suggestion, mark }: Pick<BrokenCase, 'code' | 'suggestion'> & MarkedFiles) {
  const { line, pointed } = shownPlace(files, mark)
  const isOpen = mark === undefined || mark.start === mark.end
  return {
    code,
    line,
    ...(isOpen ? {} : { pointed }),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

describe('a broken project', () => {
  const cases = brokenCases().map((broken) => ({ ...broken, ...readMarks(broken.files) }))

  it.each(cases)('gives one message, at its place: $name', async (broken) => {
    const { files, request } = broken
    expect(await errorsOf(files, request)).toEqual([expect.objectContaining(wantedOf(files, broken))])
  })

  it('has a name of its own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  })
})

describe('the project that uses every field', () => {
  it('is in order', async () => {
    const wholes = [wholeFiles, { 'compose.yaml': newerText }]
    const errors = await Promise.all(wholes.map((files) => errorsOf(files, { profiles: ['*'] })))
    expect(errors).toEqual([[], []])
  })

  it('uses every field of the schema', () => {
    const used = new Set([wholeText, newerText].flatMap(knownValues).map(({ pattern }) => pattern))
    expect(schemaPaths().filter((path) => !used.has(path))).toEqual([])
  })
})

describe('suggestions', () => {
  it('are right for at least 95 of 100 misspelt fields', () => {
    const tried = knownValues(wholeText).flatMap(({ field }) => {
      if (field === undefined) return []
      const { name, siblings } = field
      const wrong = misspellings(name).filter((word) => !siblings.includes(word))
      return wrong.map((word) => suggest(word, siblings) === name)
    })
    expect(tried.filter((isRight) => isRight).length / tried.length).toBeGreaterThan(0.95)
  })
})
