import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './broken/broken-case.ts'

const FOLDER = 'examples'

/** The examples of the repository, as texts by path. */
export function exampleProjects(): readonly Files[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => textsIn(join(FOLDER, name)))
}

function textsIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
    }),
  )
}
