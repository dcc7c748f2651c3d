import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { own } from '../../src/units/own.ts'

describe('own', () => {
  it('finds what is in the record', () => {
    expect(own({ web: 1 }, 'web')).toBe(1)
    expect(own(Object.fromEntries([['__proto__', 1]]), '__proto__')).toBe(1)
  })

  it.each(Object.getOwnPropertyNames(Object.prototype))('does not find the inherited %s', (name) => {
    expect(own({}, name)).toBeUndefined()
  })
})

const root = resolve(import.meta.dirname, '../../src')
const records =
  'services|disabledServices|networks|volumes|secrets|configs|models|depends_on|environment|variables|scale'
const plainLookup = new RegExp(String.raw`\b(?:${records})\)?(?:\?\.)?\[[a-z]`, 'iu')

describe('the source', () => {
  it('looks up names that users chose with own', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.startsWith('load/generated'),
    )
    expect(files.length).toBeGreaterThan(300)
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (plainLookup.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })
})
