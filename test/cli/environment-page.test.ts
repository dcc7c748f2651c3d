import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

function readVariables(): readonly string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(root, 'src', file), 'utf8').matchAll(
        /'((?:COMPOSE|DOCKER|GANTRY|XDG)_[A-Z_]*[A-Z]|NO_COLOR|TERM|PWD|HOME|USERPROFILE|SSH_AUTH_SOCK)'/gu,
      ),
    ])
  return [...new Set(found.map(([, name = '']) => name))].toSorted()
}

it('the page about variables names each that the program reads, and no other', () => {
  const page = readFileSync(join(root, 'docs/environment.md'), 'utf8')
  const rows = [...page.matchAll(/^\|( *`[^|]*)\|/gmu)].map(([, cell = '']) => cell)
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/gu)].map(([, name = '']) => name))
  expect(named.toSorted()).toEqual(readVariables())
})
