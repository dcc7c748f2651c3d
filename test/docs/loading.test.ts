import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'

/** The fenced blocks of the page, by what stands behind the language. */
const blocks = new Map(
  Array.from(
    readFileSync('docs/loading.md', 'utf8').matchAll(/^```\w+ (.+)\n([^]*?)^```$/gm),
    ([, title, text]) => [title ?? '', text ?? ''],
  ),
)

const files = Object.fromEntries([...blocks].filter(([title]) => !title.startsWith('compose ')))

describe('the example of docs/loading.md', () => {
  it.each([...blocks].filter(([title]) => title.startsWith('compose ')))(
    'prints with "%s" what is shown',
    async (line, shown) => {
      const { stdout } = await compose(['-p', 'shop', ...line.split(' ').slice(1)], { files })
      expect(stdout).toBe(shown)
    },
  )

  it('links to files that are there', () => {
    const links = Array.from(
      readFileSync('docs/loading.md', 'utf8').matchAll(/\]\(\.\.\/([^)]+)\)/g),
      ([, path]) => path ?? '',
    )
    expect(links.filter((path) => !existsSync(path))).toEqual([])
  })
})
